import type { EntityType, Evidence, MentionKind } from './types.ts';

/** Something that speaks for (or, with a negative weight, against) a candidate; the names are the rows of resolver-weights.ts. */
export type Features = Map<string, number>;

/** A span that may be a mention, with all that speaks for it. */
export interface Candidate {
  start: number;
  end: number;
  kind: MentionKind;
  type: EntityType;
  features: Features;
  evidence: Evidence[];
  /** Names of the body: mentions whose candidates share a key are of one entity (`b:12` built-in entry, `x:3` third gloss …). */
  keys: Set<string>;
  /** The probability that a careful editor marks exactly this span; set by scoring. */
  p: number;
  /** What the text says outright: the probability is never below this (a string that the text itself explains). */
  floor: number;
  /** What kind of source found it (full, form, model, initials, short, pattern): edges weigh differently for each. */
  group: string;
}

/** Candidates by span: sources that find the same span add to one candidate. */
export class CandidatePool {
  readonly #spans = new Map<number, Candidate[]>();
  readonly list: Candidate[] = [];

  /**
   * The candidate of this span for abbreviations or for names, made if new. The kind and type of whoever asks first
   * stay unless `firm` is set.
   */
  at(start: number, end: number, kind: MentionKind, type: EntityType, firm = false): Candidate {
    const isAbbreviation = kind === 'abbreviation';
    const here = this.#spans.get(start) ?? [];
    for (const candidate of here) {
      if (candidate.end === end && (candidate.kind === 'abbreviation') === isAbbreviation) {
        if (firm) {
          candidate.kind = kind;
          candidate.type = type;
        }
        return candidate;
      }
    }
    const made: Candidate = {
      start,
      end,
      kind,
      type,
      features: new Map(),
      evidence: [],
      keys: new Set(),
      p: 0,
      floor: 0,
      group: '',
    };
    here.push(made);
    this.#spans.set(start, here);
    this.list.push(made);
    return made;
  }

  find(start: number, end: number): Candidate | undefined {
    return this.#spans
      .get(start)
      ?.find((candidate) => candidate.end === end && candidate.kind !== 'abbreviation');
  }
}

export function addFeature(candidate: Candidate, name: string, value = 1): void {
  const before = candidate.features.get(name) ?? 0;
  if (value > before || !candidate.features.has(name)) candidate.features.set(name, value);
}

export function addEvidence(candidate: Candidate, evidence: Evidence): void {
  if (!candidate.evidence.some((e) => e.source === evidence.source && e.detail === evidence.detail)) {
    candidate.evidence.push(evidence);
  }
}
