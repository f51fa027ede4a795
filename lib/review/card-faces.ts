import type { CardTemplate, KeptContext, KeptNameRow } from '../library/rows.ts';

/** A sentence around a name, cut where the name stands. */
export interface SentenceParts {
  before: string;
  name: string;
  after: string;
  context: KeptContext;
}

export interface Question {
  template: CardTemplate;
  /** What is asked about, with its language; for `listening` it is said, not shown. */
  prompt: string;
  lang: 'th' | 'en';
  /** The sentence of a cloze card with its gap. */
  gap: SentenceParts | null;
  /** The sentence to show with the question, where it does not give the answer away. */
  sentence: SentenceParts | null;
}

/** The newest sentence in which the name stands where it is said to stand. */
export function clozeContext(name: Pick<KeptNameRow, 'contexts'>): KeptContext | null {
  return name.contexts.findLast((c) => c.start >= 0 && c.end > c.start && c.end <= c.sentence.length) ?? null;
}

export function sentenceParts(context: KeptContext): SentenceParts {
  return {
    before: context.sentence.slice(0, context.start),
    name: context.sentence.slice(context.start, context.end),
    after: context.sentence.slice(context.end),
    context,
  };
}

/** The acronym asked about: the first that is not the name itself. */
export function askedAcronym(name: Pick<KeptNameRow, 'acronyms' | 'thai' | 'english'>): string {
  return name.acronyms.find((a) => a !== name.thai && a !== name.english) ?? '';
}

/**
 * The front of a card. The sentence goes with it unless it holds the answer: Thai news sets the English name or the acronym
 * in brackets behind the Thai one.
 */
export function questionOf(name: KeptNameRow, template: CardTemplate): Question {
  const context = clozeContext(name);
  const parts = context && sentenceParts(context);
  switch (template) {
    case 'thai-english':
      return {
        template,
        prompt: name.thai,
        lang: 'th',
        gap: null,
        sentence: parts && !tells(parts, name.english) ? parts : null,
      };
    case 'english-thai':
      return { template, prompt: name.english, lang: 'en', gap: null, sentence: null };
    case 'acronym-name': {
      const acronym = askedAcronym(name);
      return {
        template,
        prompt: acronym,
        lang: /[\u0e00-\u0e7f]/.test(acronym) ? 'th' : 'en',
        gap: null,
        sentence:
          parts?.name.includes(acronym) && !tells(parts, name.english) && !tells(parts, name.thai)
            ? parts
            : null,
      };
    }
    case 'cloze':
      return { template, prompt: name.english, lang: 'en', gap: parts, sentence: null };
    case 'listening':
      return { template, prompt: name.thai, lang: 'th', gap: null, sentence: null };
  }
}

function tells({ context }: SentenceParts, answer: string): boolean {
  return answer !== '' && context.sentence.toLowerCase().includes(answer.toLowerCase());
}
