/**
 * The note type of Wonglep's cards in Anki. Names of fields and templates must never change: Anki's importer compares their
 * hash, and a note type with other names under the same id is kept apart as another (docs/review.md, "Note type").
 */
import { CARD_TEMPLATES, type CardTemplate } from '../library/rows.ts';

/** Fixed ids (13 digits, as Anki's own, which are creation times in ms): the same in every export of everybody. */
export const NOTE_TYPE_ID = 1_763_800_000_117;
export const DECK_ID = 1_763_800_000_231;
export const DECK_NAME = 'Wonglep';
export const NOTE_TYPE_NAME = 'Wonglep name';
/** Seconds; raised when a template's text changes. Anki takes a newer note type over the learner's own, an equal one not. */
export const NOTE_TYPE_MODIFIED = 1_763_800_000;

/** In order. `Name` comes first: Anki judges duplicates by the first field only. A card exists where its `Ask…` field is filled. */
export const ANKI_FIELDS = [
  'Name',
  'Thai',
  'English',
  'Acronyms',
  'Type',
  'Sentence',
  'Source',
  'Note',
  'AskThai',
  'AskEnglish',
  'AskAcronym',
  'AskGap',
  'AskListening',
] as const;
export type AnkiField = (typeof ANKI_FIELDS)[number];

/** The field that is a template's front. */
export const ASK_FIELD: Record<CardTemplate, AnkiField> = {
  'thai-english': 'AskThai',
  'english-thai': 'AskEnglish',
  'acronym-name': 'AskAcronym',
  cloze: 'AskGap',
  listening: 'AskListening',
};

export const ANKI_TEMPLATE_NAMES: Record<CardTemplate, string> = {
  'thai-english': 'Thai to English',
  'english-thai': 'English to Thai',
  'acronym-name': 'Acronym to name',
  cloze: 'Gap in the sentence',
  listening: 'Listening',
};

const BACK = [
  '<div class="english">{{English}}</div>',
  '<div class="thai" lang="th">{{Thai}}</div>',
  '{{#Acronyms}}<div class="acronyms">{{Acronyms}}</div>{{/Acronyms}}',
  '{{#Sentence}}<div class="sentence" lang="th">{{Sentence}}</div>{{/Sentence}}',
  '{{#Source}}<div class="source">{{Source}}</div>{{/Source}}',
  '{{#Note}}<div class="note">{{Note}}</div>{{/Note}}',
].join('\n');

const CSS = `.card { font-family: "Noto Sans Thai Looped", "Noto Sans Thai", sans-serif; font-size: 18px; line-height: 1.6; max-width: 640px; margin: 0 auto; padding: 12px; text-align: left; }
.front { font-size: 28px; font-weight: 600; }
.english { font-size: 24px; font-weight: 600; }
.thai { font-size: 20px; }
.acronyms, .source, .note { font-size: 15px; opacity: .75; }
.sentence { margin: 10px 0 2px; padding-left: 12px; border-left: 3px solid #8b94a7; }
.gap { color: #2b59c3; font-weight: 600; }
.nightMode .gap { color: #8fb0ff; }
hr { border: 0; border-top: 1px solid #8b94a7; }
`;

export function questionFormat(template: CardTemplate): string {
  const field = ASK_FIELD[template];
  const front =
    template === 'listening'
      ? `{{#${field}}}<div class="front">{{tts th_TH:${field}}}</div>{{/${field}}}`
      : `<div class="front">{{${field}}}</div>`;
  return template === 'cloze' ? `${front}\n<div class="english">{{English}}</div>` : front;
}

export const answerFormat = () => `{{FrontSide}}\n<hr id="answer">\n${BACK}`;
export const noteTypeCss = () => CSS;

/** The note type as Anki's schema 11 stores it in `col.models`. */
export function noteTypeJson(): Record<string, unknown> {
  return {
    id: NOTE_TYPE_ID,
    name: NOTE_TYPE_NAME,
    type: 0,
    mod: NOTE_TYPE_MODIFIED,
    usn: -1,
    sortf: 0,
    did: DECK_ID,
    tmpls: CARD_TEMPLATES.map((template, ord) => ({
      name: ANKI_TEMPLATE_NAMES[template],
      ord,
      qfmt: questionFormat(template),
      afmt: answerFormat(),
      bqfmt: '',
      bafmt: '',
      did: null,
      bfont: '',
      bsize: 0,
    })),
    flds: ANKI_FIELDS.map((name, ord) => ({
      name,
      ord,
      sticky: false,
      rtl: false,
      font: 'Noto Sans Thai',
      size: 20,
      media: [],
    })),
    css: CSS,
    latexPre: '',
    latexPost: '',
    latexsvg: false,
    req: CARD_TEMPLATES.map((template, ord) => [ord, 'any', [ANKI_FIELDS.indexOf(ASK_FIELD[template])]]),
    tags: [],
    vers: [],
  };
}
