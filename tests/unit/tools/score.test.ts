import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entity, Mention } from '../../../lib/recognition/types.ts';
import { measureCoverage, sampleIndexes } from '../../../tools/eval/coverage.ts';
import { type GoldDocument, GoldError, parseGold, readGold } from '../../../tools/eval/gold.ts';
import { type Prediction, sameEnglish, scoreDocuments } from '../../../tools/eval/score.ts';
import { loadRecogniser } from '../../../tools/recogniser-parts.ts';

const gold: GoldDocument = {
  id: 'a',
  text: 'กรมทางหลวง และ กกต. เมื่อ 10 พ.ย.',
  entities: [
    { key: 'doh', english: ['Department of Highways'], english_certain: true },
    { key: 'ect', english: ['Election Commission of Thailand'], english_certain: true },
  ],
  spans: [
    { start: 0, end: 10, surface: 'กรมทางหลวง', kind: 'name', entity: 'doh' },
    { start: 15, end: 19, surface: 'กกต.', kind: 'acronym', entity: 'ect' },
  ],
  glosses: [{ thai: 'กรมทางหลวง', english: null, acronym: 'ทล.' }],
  abbreviations: [{ surface: 'พ.ย.', expansion: 'พฤศจิกายน', english: 'November' }],
};

function mention(start: number, end: number, kind: Mention['kind'], entity: string): Mention {
  return { start, end, surface: gold.text.slice(start, end), kind, entity, evidence: [], confidence: 0.9 };
}
function body(id: string, english: string[], thai?: string): Entity {
  return { id, type: 'government', english, acronyms: [], glossSource: 'builtin', ...(thai && { thai }) };
}

const prediction: Prediction = {
  mentions: [
    mention(0, 10, 'name', 'e1'),
    mention(14, 19, 'acronym', 'e2'),
    mention(29, 33, 'abbreviation', 'e3'),
  ],
  entities: [
    body('e1', ['Highways Department']),
    body('e2', ['Elections Canada']),
    body('e3', ['Nov.'], 'พฤศจิกายน'),
  ],
  glosses: [{ thai: 'กรมทางหลวง', english: null, acronym: 'ทล' }],
  ms: 1,
};

describe('the score', () => {
  const { table, notes } = scoreDocuments([gold], new Map([['a', prediction]]));
  it('counts exact spans apart from those that merely overlap', () => {
    expect(table.mentions).toMatchObject({ tp: 1, predicted: 2, gold: 2, P: 0.5, R: 0.5 });
    expect(table.overlap).toEqual({ P: 1, R: 1 });
    expect(notes.missed).toEqual(['a [acronym] กกต.   (found:  กกต.)']);
  });
  it('takes glosses by what they say, not by their dots', () =>
    expect(table.glosses).toMatchObject({ tp: 1, predicted: 1 }));
  it('tells right English from other English', () =>
    expect(table.english).toMatchObject({ right: 1, differs: 1, of: 2 }));
  it('takes an abbreviation as explained by its Thai or its English', () =>
    expect(table.abbreviations).toMatchObject({ found: 1, explained: 1 }));
  it('takes names as the same whatever their order, spelling and light words', () => {
    expect(sameEnglish('Ministry of Defence', 'The Defense Ministry')).toBe(true);
    expect(sameEnglish('Bank of Thailand', 'Thai Bank')).toBe(true);
    expect(sameEnglish('Ministry of Labour', 'Ministry of Justice')).toBe(false);
  });
});

const shared = join(import.meta.dirname, '../../../../shared/eval');

describe.runIf(existsSync(join(shared, 'score.mjs')))('beside the shared scorer', () => {
  it('gives the same figures', () => {
    const documents = readGold(join(shared, 'gold-dev.jsonl'));
    const recogniser = loadRecogniser();
    const predictions = new Map(
      documents.map(({ id, text }) => [id, { ...recogniser.annotate(text), ms: 1 }]),
    );
    const folder = mkdtempSync(join(tmpdir(), 'score-'));
    try {
      const file = join(folder, 'predictions.jsonl');
      writeFileSync(file, [...predictions].map(([id, p]) => JSON.stringify({ id, ...p })).join('\n'));
      const theirs = JSON.parse(
        spawnSync(
          process.execPath,
          [join(shared, 'score.mjs'), join(shared, 'gold-dev.jsonl'), file, '--json'],
          { encoding: 'utf8' },
        ).stdout,
      );
      const ours = scoreDocuments(documents, predictions).table;
      expect(ours.mentions).toEqual(theirs.mentions);
      expect(ours.overlap).toEqual(theirs.overlap);
      expect(ours.glosses).toEqual(theirs.glosses);
      expect(ours.english).toEqual(theirs.english);
      expect(`${ours.abbreviations.explained}/${ours.abbreviations.gold}`).toBe(
        theirs.abbreviations.explained,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('gold files', () => {
  it('says which line is wrong and why', () => {
    expect(() => parseGold('{"id":"a"')).toThrow(GoldError);
    expect(() => parseGold(`${JSON.stringify(gold)}\n{"id":"b","text":5}`)).toThrow(/line 2: text/);
    expect(() => parseGold('\n')).toThrow(/no labelled text/);
  });
});

describe('coverage', () => {
  it('draws the same articles for the same seed', () => {
    expect(sampleIndexes(100, 10, 1)).toEqual(sampleIndexes(100, 10, 1));
    expect(new Set(sampleIndexes(100, 50, 2)).size).toBe(50);
    expect(sampleIndexes(3, 10, 1)).toEqual([0, 1, 2]);
  });
  it('shares out the mentions by the source of their English', () => {
    expect(measureCoverage([gold.text], () => prediction)).toMatchObject({
      mentions: 2,
      abbreviations: 1,
      withEnglish: 1,
      bySource: { builtin: 1 },
    });
  });
});
