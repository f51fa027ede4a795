import type { FormRole } from '../glossary/index-types.ts';
import type { EntityType } from './types.ts';

/** A span that some source already believes to be a body's name: what the other readers lean on. */
export interface KnownSpan {
  start: number;
  end: number;
  /** 0…1 */
  weight: number;
  source: 'user' | 'glossary' | 'model';
  type?: EntityType;
  /** Entry of the index it comes from (user's and built-in entries have indexes of their own). */
  entry?: number;
  role?: FormRole;
  guarded?: boolean;
  /** Whether a string is a form of the same body. */
  hasForm?: (form: string) => boolean;
  /** The body has Latin initials of its own. */
  initials?: boolean;
}

/** Known spans by where they begin and end. */
export class KnownSpans {
  readonly all: readonly KnownSpan[];
  readonly #byStart = new Map<number, KnownSpan[]>();
  readonly #byEnd = new Map<number, KnownSpan[]>();

  constructor(spans: readonly KnownSpan[]) {
    this.all = spans;
    for (const span of spans) {
      add(this.#byStart, span.start, span);
      add(this.#byEnd, span.end, span);
    }
  }

  startingAt(at: number): readonly KnownSpan[] {
    return this.#byStart.get(at) ?? [];
  }

  endingAt(at: number): readonly KnownSpan[] {
    return this.#byEnd.get(at) ?? [];
  }
}

function add(map: Map<number, KnownSpan[]>, key: number, span: KnownSpan): void {
  const list = map.get(key);
  if (list) list.push(span);
  else map.set(key, [span]);
}
