/**
 * Copies text; gives whether the browser let it. The modern interface is missing on http pages and may be denied by the
 * page's permissions policy; there a copy event is answered instead, which needs no element and no selection.
 */
export async function copyText(document: Document, text: string): Promise<boolean> {
  const clipboard = document.defaultView?.navigator.clipboard;
  if (clipboard) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // Denied: the older way below may still be allowed.
    }
  }
  let copied = false;
  const answer = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = event.clipboardData !== null;
  };
  document.addEventListener('copy', answer, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', answer, { capture: true });
  return copied;
}
