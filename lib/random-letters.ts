/** Lower-case letters that no page can guess: names of what a page can see of the extension. */
export function randomLetters(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}
