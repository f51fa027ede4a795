// npm run annotate -- FILE.txt… | - | --jsonl: the organisations of Thai texts, one JSON object a line.
// Formats: README.md, "Commands". Standard output carries results only; complaints go to standard error.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Annotation } from '../lib/recognition/types.ts';
import { loadRecogniser } from './recogniser-parts.ts';

/** What is wrong with an input, in one sentence for people. */
class BadInput extends Error {}

/** npm changes into the package's folder; file arguments are relative to where the command was typed. */
const cwd = process.env.INIT_CWD ?? process.cwd();
const args = process.argv.slice(2);

function complain(sentence: string): void {
  console.error(`annotate: ${sentence}`);
  process.exitCode = 2;
}

function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(
      'not UTF-8 text (save it as UTF-8; TIS-620 and Windows-874 files need converting first).',
    );
  }
  return text;
}

function readBytes(file: string): Uint8Array {
  try {
    return file === '-' ? readFileSync(0) : readFileSync(resolve(cwd, file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') throw new BadInput('there is no such file.');
    if (code === 'EISDIR') throw new BadInput('it is a folder, not a text file.');
    if (code === 'EACCES') throw new BadInput('it may not be read (permission denied).');
    if (code === 'EOF' || code === 'EAGAIN') return new Uint8Array();
    throw new BadInput(error instanceof Error ? error.message : String(error));
  }
}

function timed(annotate: (text: string) => Annotation, text: string): Annotation & { ms: number } {
  const from = performance.now();
  const annotation = annotate(text);
  return { ...annotation, ms: Math.round((performance.now() - from) * 1000) / 1000 };
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** A line of `--jsonl` input. */
function parseLine(line: string): { id: unknown; text: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new BadInput(`not JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') {
    throw new BadInput('no "text" string in it; a line is {"id": …, "text": "…"}.');
  }
  return { id: 'id' in value ? value.id : null, text: value.text };
}

const asLines = args.includes('--jsonl');
const unknown = args.find((arg) => arg.startsWith('-') && arg !== '-' && arg !== '--jsonl');
const files = args.filter((arg) => arg !== '--jsonl');
if (unknown || (!asLines && files.length === 0) || (asLines && files.some((file) => file !== '-'))) {
  complain(
    unknown
      ? `unknown option ${unknown}; usage: npm run annotate -- FILE.txt… | - | --jsonl < LINES`
      : 'usage: npm run annotate -- FILE.txt… | - | --jsonl < LINES',
  );
} else {
  const recogniser = loadRecogniser();
  const annotate = (text: string): Annotation => recogniser.annotate(text);
  if (asLines) {
    let text = '';
    try {
      text = decodeUtf8(readBytes('-'));
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      complain(`standard input: ${error.message}`);
    }
    for (const [index, line] of text
      .replace(/^\ufeff/, '')
      .split('\n')
      .entries()) {
      if (line.trim() === '') continue;
      try {
        const { id, text: body } = parseLine(line);
        print({ id, ...timed(annotate, body) });
      } catch (error) {
        if (!(error instanceof BadInput)) throw error;
        complain(`standard input, line ${index + 1}: ${error.message}`);
      }
    }
  } else {
    for (const file of files) {
      try {
        const bytes = readBytes(file);
        const text = decodeUtf8(bytes);
        if (text.includes('\u0000')) throw new BadInput('a binary file, not text.');
        print({ file: file === '-' ? '-' : file, ...timed(annotate, text) });
      } catch (error) {
        if (!(error instanceof BadInput)) throw error;
        complain(`${file === '-' ? 'standard input' : file}: ${error.message}`);
      }
    }
  }
}
