import { copyText } from '../../lib/highlight/clipboard.ts';

/** Puts a table on the clipboard as text and as HTML; where only text may be written, as text. Gives whether it was. */
export async function copyTable({ text, html }: { text: string; html: string }): Promise<boolean> {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/plain': new Blob([text], { type: 'text/plain' }),
        'text/html': new Blob([html], { type: 'text/html' }),
      }),
    ]);
    return true;
  } catch {
    // Not allowed, or a browser without ClipboardItem: the text alone is worth having.
    return copyText(document, text);
  }
}
