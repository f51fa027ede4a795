import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { indexLexicon, type Lexicon, wordKey } from '../../lib/recognition/name-model/lexicon.ts';
import { cutUnits, UnitKind } from '../../lib/recognition/name-model/units.ts';

/** Words that lexicon.cpp found in unlabelled text, most frequent first. */
export interface InducedWords {
  keys: Int32Array;
  /** Log-probabilities in sixteenths of a nat, -255…0. */
  scores: Int16Array;
  fine: Uint16Array;
  coarse: Uint8Array;
}

export function lexiconOf(words: InducedWords): Lexicon {
  return indexLexicon(words.keys, words.scores, words.fine, words.coarse);
}

/** Reads the texts of a `.jsonl.xz` corpus (`{"text"}` a line). */
export function* corpusTexts(file: string): Generator<string> {
  const done = spawnSync('xz', ['-dc', file], { maxBuffer: 2 ** 30 });
  if (done.status !== 0) throw new Error(`xz could not read ${file}`);
  for (const line of new TextDecoder().decode(done.stdout).split('\n')) {
    if (line !== '') yield (JSON.parse(line) as { text: string }).text;
  }
}

/** Numbers units in order of first appearance; writes texts as streams of those numbers for lexicon.cpp. */
export function writeUnitStream(file: string, texts: Iterable<string>): Int32Array {
  const thai = new Map<number, number>();
  const other = new Map<number, number>();
  const keys: number[] = [0];
  let stream = new Int32Array(1 << 20);
  let size = 0;
  for (const text of texts) {
    const units = cutUnits(text);
    while (size + units.count + 1 > stream.length) {
      const longer = new Int32Array(stream.length * 2);
      longer.set(stream);
      stream = longer;
    }
    for (let i = 0; i < units.count; i++) {
      const kind = units.kinds[i]!;
      if (kind === UnitKind.thai) {
        const key = units.keys[i]!;
        let id = thai.get(key);
        if (id === undefined) {
          id = keys.length;
          thai.set(key, id);
          keys.push(key);
        }
        stream[size++] = id;
      } else {
        const run = kind >= UnitKind.latinLower && kind <= UnitKind.space;
        const key = run ? units.shapes[i]! : units.keys[i]!;
        let id = other.get(key);
        if (id === undefined) {
          id = -1 - other.size;
          other.set(key, id);
        }
        stream[size++] = id;
      }
    }
    stream[size++] = 0;
  }
  writeFileSync(file, new Uint8Array(stream.buffer, 0, size * 4));
  return Int32Array.from(keys);
}

/** Reads what lexicon.cpp wrote; `unitKeys` is what `writeUnitStream` returned. */
export function readInducedWords(file: string, unitKeys: Int32Array): InducedWords {
  const bytes = readFileSync(file);
  let at = 0;
  const i32 = (): number => {
    at += 4;
    return bytes.readInt32LE(at - 4);
  };
  const count = i32();
  const words: InducedWords = {
    keys: new Int32Array(count),
    scores: new Int16Array(count),
    fine: new Uint16Array(count),
    coarse: new Uint8Array(count),
  };
  for (let k = 0; k < count; k++) {
    const length = i32();
    const units: number[] = [];
    for (let i = 0; i < length; i++) units.push(unitKeys[i32()] ?? 0);
    words.keys[k] = wordKey(units, 0, length);
    words.scores[k] = Math.max(-255, Math.min(0, Math.round(bytes.readFloatLE(at) * 16)));
    at += 4;
    words.fine[k] = i32();
    words.coarse[k] = i32();
  }
  return words;
}
