/** What the recogniser needs of the name model (lib/recognition/name-model): the spans it believes to be names. */
export interface NameSource {
  /** In order, not overlapping; offsets are UTF-16 code units. */
  find(text: string): {
    start: number;
    end: number;
    /** 0…1 */
    confidence: number;
    type: string;
  }[];
}

/** English for a name that is in no list, composed by rule from known parts; null when it cannot be done well. */
export interface ComposedName {
  english: string;
  type: string;
  knownParts: readonly string[];
}

export type ComposeEnglish = (thai: string) => ComposedName | null;
