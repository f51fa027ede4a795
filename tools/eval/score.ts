import type { Annotation, Mention } from '../../lib/recognition/types.ts';
import type { GoldDocument } from './gold.ts';

/** Precision, recall and their harmonic mean. */
export interface Prf {
  P: number;
  R: number;
  F1: number;
  tp: number;
  predicted: number;
  gold: number;
}

export interface ScoreTable {
  documents: number;
  characters: number;
  mentions: Prf;
  overlap: { P: number; R: number };
  recallByKind: Record<string, { found: number; gold: number }>;
  glosses: Prf;
  english: {
    right: number;
    differs: number;
    missing: number;
    unfound: number;
    of: number;
    rightShare: number;
    differsShare: number;
  };
  abbreviations: { found: number; explained: number; gold: number; explainedShare: number };
  /** Of mentions shown with a confidence in this range, how many are labelled exactly so. */
  calibration: { from: number; shown: number; right: number }[];
  megacharsPerSecond: number | null;
}

export interface Score {
  table: ScoreTable;
  /** One line for people per error, by class. */
  notes: Record<
    'missed' | 'spurious' | 'english' | 'noEnglish' | 'glossMissed' | 'glossSpurious' | 'abbreviation',
    string[]
  >;
}

export type Prediction = Annotation & { ms: number };

function plain(value: string | null | undefined): string {
  return (value ?? '')
    .normalize('NFKC')
    .replace(/\u0e4d\u0e32/g, '\u0e33')
    .replace(/[\u200b\u00a0\s]+/g, ' ')
    .trim();
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/organisation/g, 'organization'],
  [/centre/g, 'center'],
  [/labour/g, 'labor'],
  [/programme/g, 'program'],
  [/defence/g, 'defense'],
  [/&/g, ' and '],
  [/\(.*?\)/g, ' '],
  [/[^\p{L}\p{N}]+/gu, ' '],
];
/** Words that do not tell one body's English name from another spelling of it. */
const LIGHT_WORDS = new Set(
  'the of and for a an public company limited plc pcl co ltd inc corporation corp thailand thai kingdom'.split(
    ' ',
  ),
);

function englishWords(value: string): string {
  let words = plain(value).toLowerCase();
  for (const [pattern, by] of SPELLINGS) words = words.replace(pattern, by);
  return words.trim();
}

function heavyWords(value: string): string {
  const words = englishWords(value).split(' ').filter(Boolean);
  const heavy = words.filter((word) => !LIGHT_WORDS.has(word));
  return (heavy.length > 0 ? heavy : words).sort().join(' ');
}

/** Whether two English names are the same but for spelling, order and light words. */
export function sameEnglish(a: string, b: string): boolean {
  return englishWords(a) === englishWords(b) || heavyWords(a) === heavyWords(b);
}

function initials(value: string | null | undefined): string {
  return plain(value).replace(/[.\s]/g, '').toUpperCase();
}

function prf(tp: number, predicted: number, gold: number): Prf {
  const P = predicted > 0 ? tp / predicted : 0;
  const R = gold > 0 ? tp / gold : 0;
  return { P, R, F1: P + R > 0 ? (2 * P * R) / (P + R) : 0, tp, predicted, gold };
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}

function spanKey(span: { start: number; end: number }): string {
  return `${span.start}-${span.end}`;
}

function pairKey(thai: string | null, english: string | null, acronym: string | null): string {
  return `${plain(thai)}|${englishWords(english ?? '')}|${initials(acronym)}`;
}

const BUCKETS = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/** Scores predictions against hand labels, by the measures that the README's status table shows. */
export function scoreDocuments(
  gold: readonly GoldDocument[],
  predictions: ReadonlyMap<string, Prediction>,
): Score {
  const notes: Score['notes'] = {
    missed: [],
    spurious: [],
    english: [],
    noEnglish: [],
    glossMissed: [],
    glossSpurious: [],
    abbreviation: [],
  };
  const mention = { tp: 0, predicted: 0, gold: 0, goldTouched: 0, predictedTouched: 0 };
  const byKind: ScoreTable['recallByKind'] = {};
  const gloss = { tp: 0, predicted: 0, gold: 0 };
  const english = { right: 0, differs: 0, missing: 0, unfound: 0 };
  const abbreviation = { found: 0, explained: 0, gold: 0 };
  const calibration = BUCKETS.map((from) => ({ from, shown: 0, right: 0 }));
  let ms = 0;
  let characters = 0;
  for (const doc of gold) {
    const prediction = predictions.get(doc.id) ?? { mentions: [], entities: [], glosses: [], ms: 0 };
    ms += prediction.ms;
    characters += doc.text.length;
    const goldEntities = new Map(doc.entities.map((entity) => [entity.key, entity]));
    const entities = new Map(prediction.entities.map((entity) => [entity.id, entity]));
    const names = prediction.mentions.filter((m) => m.kind !== 'abbreviation');
    const abbreviations = prediction.mentions.filter((m) => m.kind === 'abbreviation');
    const bySpan = new Map(names.map((m) => [spanKey(m), m]));
    const goldSpans = new Set(doc.spans.map(spanKey));
    mention.predicted += names.length;
    mention.gold += doc.spans.length;
    for (const span of doc.spans) {
      const kind = byKind[span.kind] ?? { found: 0, gold: 0 };
      byKind[span.kind] = kind;
      kind.gold++;
      const exact = bySpan.get(spanKey(span));
      const near: Mention | undefined = exact ?? names.find((m) => overlap(m, span));
      if (exact) {
        mention.tp++;
        kind.found++;
      } else
        notes.missed.push(
          `${doc.id} [${span.kind}] ${span.surface}${near ? `   (found: ${near.surface})` : ''}`,
        );
      if (near) mention.goldTouched++;
      const wanted = goldEntities.get(span.entity);
      if (!wanted?.english_certain || wanted.english.length === 0) continue;
      const entity = near && entities.get(near.entity);
      const shown = entity?.english[0];
      if (!near) english.unfound++;
      else if (shown === undefined) {
        english.missing++;
        notes.noEnglish.push(`${doc.id} ${span.surface}: gold "${wanted.english.join(' / ')}"`);
      } else if (wanted.english.some((w) => sameEnglish(w, shown))) english.right++;
      else {
        english.differs++;
        notes.english.push(
          `${doc.id} ${span.surface}: got "${shown}" (${entity?.glossSource}), gold "${wanted.english.join(' / ')}"`,
        );
      }
    }
    for (const m of names) {
      const right = goldSpans.has(spanKey(m));
      const bucket = calibration.findLast((b) => m.confidence >= b.from);
      if (bucket) {
        bucket.shown++;
        if (right) bucket.right++;
      }
      if (!right) notes.spurious.push(`${doc.id} [${m.kind}] ${m.surface} ${m.confidence}`);
      if (doc.spans.some((span) => overlap(span, m))) mention.predictedTouched++;
    }
    const goldPairs = new Set(doc.glosses.map((g) => pairKey(g.thai, g.english, g.acronym)));
    const pairs = new Set(prediction.glosses.map((g) => pairKey(g.thai, g.english, g.acronym)));
    gloss.gold += goldPairs.size;
    gloss.predicted += pairs.size;
    for (const pair of goldPairs) {
      if (pairs.has(pair)) gloss.tp++;
      else notes.glossMissed.push(`${doc.id} ${pair}`);
    }
    for (const pair of pairs) if (!goldPairs.has(pair)) notes.glossSpurious.push(`${doc.id} ${pair}`);
    for (const wanted of doc.abbreviations) {
      abbreviation.gold++;
      const got = [...abbreviations, ...names].find((m) => plain(m.surface) === plain(wanted.surface));
      const entity = got && entities.get(got.entity);
      if (got) abbreviation.found++;
      const explained =
        entity &&
        (plain(entity.thai) === plain(wanted.expansion) ||
          entity.english.some((e) => sameEnglish(e, wanted.english)));
      if (explained) abbreviation.explained++;
      else {
        notes.abbreviation.push(
          `${doc.id} ${wanted.surface} = ${wanted.expansion} (${wanted.english})${got ? `; got ${entity?.thai ?? '-'} (${entity?.english[0] ?? '-'})` : ''}`,
        );
      }
    }
  }
  const certain = english.right + english.differs + english.missing + english.unfound;
  return {
    notes,
    table: {
      documents: gold.length,
      characters,
      mentions: prf(mention.tp, mention.predicted, mention.gold),
      overlap: {
        P: share(mention.predictedTouched, mention.predicted),
        R: share(mention.goldTouched, mention.gold),
      },
      recallByKind: byKind,
      glosses: prf(gloss.tp, gloss.predicted, gloss.gold),
      english: {
        ...english,
        of: certain,
        rightShare: share(english.right, certain),
        differsShare: share(english.differs, certain),
      },
      abbreviations: { ...abbreviation, explainedShare: share(abbreviation.explained, abbreviation.gold) },
      calibration,
      megacharsPerSecond: ms > 0 ? characters / ms / 1000 : null,
    },
  };
}

export function formatScore(table: ScoreTable): string {
  const f = (x: number): string => x.toFixed(3);
  const kinds = Object.entries(table.recallByKind).map(
    ([kind, { found, gold }]) => `${kind} ${found}/${gold}`,
  );
  const lines = [
    `documents           ${table.documents} (${table.characters} characters)`,
    `mentions, exact     P ${f(table.mentions.P)}  R ${f(table.mentions.R)}  F1 ${f(table.mentions.F1)}   (${table.mentions.tp} of ${table.mentions.gold} gold, ${table.mentions.predicted} predicted)`,
    `mentions, overlap   P ${f(table.overlap.P)}  R ${f(table.overlap.R)}   by kind: ${kinds.join(', ')}`,
    `in-text glosses     P ${f(table.glosses.P)}  R ${f(table.glosses.R)}  F1 ${f(table.glosses.F1)}   (${table.glosses.tp} of ${table.glosses.gold} gold, ${table.glosses.predicted} predicted)`,
    `English, of ${table.english.of} certain: right ${table.english.right} (${f(table.english.rightShare)})  differs ${table.english.differs} (${f(table.english.differsShare)})  none ${table.english.missing}  mention not found ${table.english.unfound}`,
    `abbreviations       found ${table.abbreviations.found}/${table.abbreviations.gold}  explained ${table.abbreviations.explained} (${f(table.abbreviations.explainedShare)})`,
    `confidence          ${table.calibration
      .filter((b) => b.shown > 0)
      .map((b) => `≥${b.from}: ${b.right}/${b.shown}`)
      .join('  ')}`,
  ];
  if (table.megacharsPerSecond !== null)
    lines.push(`speed               ${f(table.megacharsPerSecond)} million characters a second`);
  return lines.join('\n');
}
