import { describe, expect, it } from 'vitest';
import { firstSign } from '../../../lib/page/first-sign.ts';
import { openHtml } from '../../fixtures/pages/load.ts';

const look = (html: string) => firstSign(openHtml(html).window.document);
const LONG = 'The ferry across the estuary runs again from Monday, the harbour master said in a short note.';

describe('the first question to a page', () => {
  it('takes an English article for drawn and foreign, whatever its scripts and its language list hold', () => {
    const html = `<html lang="en"><title>Ferry</title><script>const names = {"th":"ไทย"};</script><body><a hreflang="th">ไทย</a> <a>ภาษาไทย</a><article><p>${LONG}</p></article>`;
    expect(look(html)).toEqual({ thai: false, drawn: true });
  });

  it('sees Thai wherever it stands in the text, and a page that says it is Thai', () => {
    expect(look(`<html lang="en"><body><div>${LONG}</div><footer>กรมชลประทานแจ้งระดับน้ำ</footer>`).thai).toBe(
      true,
    );
    expect(look('<html lang="en"><title>เรือข้ามฟากกลับมาวิ่งแล้ว</title><body>').thai).toBe(true);
    expect(look('<html lang="th-TH"><body><div id="app"></div>').thai).toBe(true);
    expect(look('<html lang="thl"><body><div id="app"></div>').thai).toBe(false);
  });

  it('does not take scripts, titles and notes to those without scripts for a drawn page', () => {
    const shell = `<title>${LONG}</title><body><noscript>${LONG}</noscript><div id="app"></div><script>/* ${LONG} */</script><style>/* ${LONG} */</style>`;
    expect(look(shell)).toEqual({ thai: false, drawn: false });
  });

  it('reads a page whose pictures and fields carry the names of what it asks', () => {
    const html = `<body><img name="evaluate"><form><input name="evaluate"></form><p>${LONG}</p>`;
    expect(look(html)).toEqual({ thai: false, drawn: true });
  });
});
