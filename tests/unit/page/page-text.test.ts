import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractPageText, extractPageTextInSteps, MAX_TEXT } from '../../../lib/page/page-text.ts';
import {
  boundaryOf,
  changedSince,
  nodeOffsetToText,
  pageTextToRange,
} from '../../../lib/page/text-offsets.ts';
import type { PageText } from '../../../lib/page/types.ts';
import { expectedPages, openFixture, openHtml } from '../../fixtures/pages/load.ts';
import { longPage } from '../../fixtures/pages/long-page.ts';

/** Every code unit of the text is its node's, blanks aside, and the segments stand in order without overlap. */
function expectHonest({ text, segments }: PageText): void {
  let last = 0;
  for (const { start, end, node, offset } of segments) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(text.slice(start, end)).toBe(
      node.data.slice(offset, offset + end - start).replace(/[\t\n\f\r]/g, ' '),
    );
    expect(text.slice(last, start)).toMatch(/^\n?$/);
    last = end;
  }
  expect(last).toBe(text.length);
}

describe('page text', () => {
  for (const page of expectedPages().filter(({ browserOnly }) => !browserOnly)) {
    it(`of ${page.file} holds the article and nothing else`, async () => {
      const dom = await openFixture(page);
      const pageText = extractPageText(dom.window.document);
      dom.window.close();
      expectHonest(pageText);
      const framed = `\n${pageText.text}\n`;
      for (const wanted of page.contains) expect(framed).toContain(wanted);
      for (const unwanted of page.omits) expect(framed).not.toContain(unwanted);
      if (page.text !== undefined) expect(pageText.text).toBe(page.text);
      if (page.title && page.verdict === 'thai-news') {
        const { headline } = pageText;
        expect(headline && pageText.text.slice(headline.start, headline.end)).toBe(page.title);
      }
    });
  }

  const read = (body: string) =>
    extractPageText(openHtml(`<title>x</title><body>${body}</body>`).window.document, { whole: true });

  it('joins inline elements without a gap and parts blocks by a line', () => {
    expect(
      read('<p>กระทรวง<b>การ</b><i>คลัง</i></p><p>กรม<br>สรรพากร</p><div>ก<span>ข</span></div>').text,
    ).toBe('กระทรวงการคลัง\nกรม\nสรรพากร\nกข');
  });

  it('collapses blanks as a browser shows them', () => {
    expect(read('<p>\n   ธนาคาร\n   <b> กรุงไทย </b> \t แถลง\n</p>\n\n<p> </p><p>ว่า</p>').text).toBe(
      'ธนาคาร กรุงไทย แถลง\nว่า',
    );
  });

  it('keeps no-break spaces, zero-width spaces and lone surrogates as they stand', () => {
    const dom = openHtml('<p id="p"></p>');
    dom.window.document.getElementById('p')!.append('ก\u00a0ข\u200bค \ud83d ง');
    expect(extractPageText(dom.window.document, { whole: true }).text).toBe('ก\u00a0ข\u200bค \ud83d ง');
  });

  it('leaves out what is hidden, spoken to machines, or above the letters', () => {
    expect(
      read(
        '<p hidden>ซ่อน</p><p style="display: none">ซ่อน</p><p class="sr-only">ซ่อน</p><script>ซ่อน</script><template>ซ่อน</template><button>กด</button><p>เห็น<ruby>คำ<rt>kham</rt></ruby></p><p class="hidden md:block">เห็นบนจอกว้าง</p>',
      ).text,
    ).toBe('เห็นคำ\nเห็นบนจอกว้าง');
  });

  it('is not misled by an article that says its comments are open', () => {
    const prose = `<p>${'กรมป่าไม้เปิดเผยว่าปีนี้ไฟป่าลดลงจากปีก่อนราวหนึ่งในสามของพื้นที่ทั้งหมด '.repeat(3)}</p>`;
    const { document } = openHtml(
      `<title>ไฟป่าลดลงหนึ่งในสาม</title><article class="post comments-open"><h1>ไฟป่าลดลงหนึ่งในสาม</h1>${prose}</article><section class="comments"><p>ความเห็นของผู้อ่านที่ยาวพอจะเป็นย่อหน้าได้เหมือนกันแต่ไม่ใช่เนื้อข่าว</p></section>`,
    ).window;
    const { text } = extractPageText(document);
    expect(text).toContain('กรมป่าไม้เปิดเผยว่า');
    expect(text).not.toContain('ความเห็นของผู้อ่าน');
  });

  it('reads in two steps what it reads in one', async () => {
    const { document } = (await openFixture({ file: 'wordpress-news.html' })).window;
    let rests = 0;
    const inSteps = await extractPageTextInSteps(document, async () => void rests++);
    expect(inSteps).toEqual(extractPageText(document));
    expect(rests).toBe(1);
  });

  it('reads through open shadow roots and slots once each', () => {
    const dom = openHtml('<x-card><b slot="a">ใส่ช่อง</b><i>ไม่มีช่อง</i></x-card>');
    const host = dom.window.document.querySelector('x-card')!;
    host.attachShadow({ mode: 'open' }).innerHTML = '<p>ในเงา <slot name="a"></slot></p>';
    const pageText = extractPageText(dom.window.document, { whole: true });
    expect(pageText.text).toBe('ในเงา ใส่ช่อง');
    expect(pageText.roots).toContain(host);
  });

  it('gives the first part of a text beyond its limit and says so', () => {
    const paragraph = `<p>${'ข้อความยาวมาก '.repeat(30_000)}</p>`;
    const pageText = extractPageText(openHtml(`<title>x</title>${paragraph.repeat(12)}`).window.document);
    expect(pageText.truncated).toBe(true);
    expect(pageText.text.length).toBeLessThanOrEqual(MAX_TEXT);
    expect(pageText.text.length).toBeGreaterThan(MAX_TEXT - 500_000);
    expectHonest(pageText);
  });

  it('reads the start of a long page for little, and a short page whole, where only the start is asked for', async () => {
    const long = openHtml(longPage(300_000)).window.document;
    const start = extractPageText(long, { letters: 30_000 });
    expect(start.truncated).toBe(true);
    expect(start.text.length).toBeGreaterThan(20_000);
    expect(extractPageText(long).text.startsWith(start.text)).toBe(true);
    const short = (await openFixture({ file: 'sample-story.html' })).window.document;
    expect(extractPageText(short, { letters: 30_000 })).toEqual(extractPageText(short));
  });

  it('reads a page of a million characters whole', () => {
    const pageText = extractPageText(openHtml(longPage(1_000_000)).window.document);
    expect(pageText.truncated).toBe(false);
    expect(pageText.text.length).toBeGreaterThan(1_000_000);
    expect(pageText.headline).toEqual({ start: 0, end: 34 });
  });

  it('never throws and stays honest on any markup', () => {
    const tag = fc.constantFrom(
      'p',
      'div',
      'span',
      'b',
      'a',
      'li',
      'ul',
      'td',
      'h2',
      'form',
      'pre',
      'br',
      'section',
      'nav',
    );
    const word = fc.constantFrom(
      'กกต.',
      ' ',
      '\n\t ',
      'ศาลปกครองกลางมีคำสั่งคุ้มครองชั่วคราว',
      'CAICT',
      '60',
      '\u200b',
      '\u00a0',
      'ๆ',
    );
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        word,
        fc
          .tuple(tag, fc.array(tie('node'), { maxLength: 4 }))
          .map(([name, inside]) => `<${name}>${inside.join('')}</${name}>`),
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 12 }), fc.boolean(), (nodes, whole) => {
        const { document } = openHtml(`<title>ศาลปกครองกลาง</title><body>${nodes.join('')}`).window;
        const before = document.documentElement.outerHTML;
        expectHonest(extractPageText(document, { whole }));
        expect(document.documentElement.outerHTML).toBe(before);
      }),
      { numRuns: 150 },
    );
  });
});

describe('offsets', () => {
  it('go to the tree and come back for every stretch of the text', async () => {
    const pageText = extractPageText((await openFixture({ file: 'flex-layout.html' })).window.document);
    fc.assert(
      fc.property(fc.nat(pageText.text.length - 1), fc.integer({ min: 1, max: 60 }), (start, size) => {
        const end = Math.min(pageText.text.length, start + size);
        const range = pageTextToRange(pageText, start, end);
        if (!range) {
          // Only a stretch that begins or ends on the break between two blocks has no place of its own.
          expect([pageText.text[start], pageText.text[end - 1]]).toContain('\n');
          return;
        }
        expect(nodeOffsetToText(pageText, range.startContainer, range.startOffset)).toBe(start);
        const boundary = boundaryOf(pageText, start, end);
        expect([boundary?.endContainer, boundary?.endOffset]).toEqual([range.endContainer, range.endOffset]);
        if (!pageText.text.slice(start, end).includes('\n')) {
          const plain = (text: string) => text.replace(/\s+/g, '').replaceAll('lae', '');
          expect(plain(range.toString())).toBe(plain(pageText.text.slice(start, end)));
        }
      }),
    );
  });

  it('are gone, not wrong, when the page has changed its nodes', () => {
    const { document } = openHtml('<p id="p">กรมสรรพากรขยายเวลายื่นภาษี</p>').window;
    const pageText = extractPageText(document, { whole: true });
    (document.getElementById('p')!.firstChild as Text).data = 'สั้น';
    expect(pageTextToRange(pageText, 10, 20)).toBeNull();
    expect(pageTextToRange(pageText, 3, 3)).toBeNull();
    expect(nodeOffsetToText(pageText, document.body, 0)).toBeNull();
  });
});

describe('what changed between two readings', () => {
  const textOf = (...lines: string[]): PageText => ({
    text: lines.join('\n'),
    segments: [],
    headline: null,
    roots: [],
    truncated: false,
  });
  const [a, b, c] = ['กกต. แถลงผล', 'ปภ. เตือนภัย', 'รฟท. เพิ่มขบวน'];

  it('is nothing when the same article is drawn in new nodes', () => {
    const now = textOf(a, b);
    expect(changedSince(textOf(a, b), now)).toEqual({
      changed: [],
      kept: [
        { from: 0, to: 0, length: a.length },
        { from: a.length + 1, to: a.length + 1, length: b.length },
      ],
    });
  });

  it('is a late paragraph alone, and the others move', () => {
    const change = changedSince(textOf(a, b), textOf(c, a, b));
    expect(change.changed).toEqual([{ start: 0, end: c.length }]);
    expect(change.kept[0]).toEqual({ from: 0, to: c.length + 1, length: a.length });
  });

  it('is everything at first', () => {
    expect(changedSince(null, textOf(a, b)).changed).toEqual([{ start: 0, end: a.length + 1 + b.length }]);
  });

  it('accounts for every line of the new text exactly once', () => {
    const lines = fc.array(fc.constantFrom(a, b, c, ''), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const old = textOf(...before);
        const now = textOf(...after);
        const { changed, kept } = changedSince(old, now);
        const covered = new Array<number>(now.text.length).fill(0);
        for (const { start, end } of changed) for (let i = start; i < end; i++) covered[i]!++;
        for (const { from, to, length } of kept) {
          expect(old.text.slice(from, from + length)).toBe(now.text.slice(to, to + length));
          for (let i = to; i < to + length; i++) covered[i]!++;
        }
        for (let i = 0; i < covered.length; i++) if (now.text[i] !== '\n') expect(covered[i]).toBe(1);
      }),
    );
  });
});
