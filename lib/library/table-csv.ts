/**
 * A table as CSV (RFC 4180), with a byte order mark, as Excel reads Thai only with one. A cell that a spreadsheet would take
 * for a formula gets an apostrophe (OWASP, CSV injection).
 */
export function tableCsv(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
