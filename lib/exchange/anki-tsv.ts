import { ANKI_FIELDS, DECK_NAME, NOTE_TYPE_NAME } from './anki-note-type.ts';
import type { AnkiNote } from './anki-notes.ts';
import { fieldList } from './anki-notes.ts';

/**
 * Notes as tab-separated text with Anki's file headers (understood since Anki 2.1.54), which other tools read as comments.
 * Quoted where a field holds a tab, a quotation mark or a line end; the GUID stands in the first column.
 */
export function writeTsv(notes: readonly AnkiNote[]): string {
  const head = [
    '#separator:tab',
    '#html:true',
    `#notetype:${NOTE_TYPE_NAME}`,
    `#deck:${DECK_NAME}`,
    '#guid column:1',
    `#tags column:${ANKI_FIELDS.length + 2}`,
    `#columns:${['GUID', ...ANKI_FIELDS, 'Tags'].join('\t')}`,
  ];
  const rows = notes.map((note) => [note.guid, ...fieldList(note), note.tags.join(' ')].map(cell).join('\t'));
  return `${[...head, ...rows].join('\n')}\n`;
}

const cell = (text: string) => (/["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
