import { describe, expect, it } from 'vitest';
import { findDateline, findSource } from '../../../lib/page/credits.ts';
import { extractMeta } from '../../../lib/page/metadata.ts';
import { extractPageText } from '../../../lib/page/page-text.ts';
import { machineDate } from '../../../lib/page/published-date.ts';
import { expectedPages, openFixture, openHtml } from '../../fixtures/pages/load.ts';

const NOW = Date.parse('2026-06-01T00:00:00Z');

describe('metadata', () => {
  for (const page of expectedPages().filter((page) => page.verdict === 'thai-news' && !page.browserOnly)) {
    it(`of ${page.file}`, async () => {
      const dom = await openFixture(page);
      const { document } = dom.window;
      const meta = extractMeta(document, extractPageText(document), NOW);
      dom.window.close();
      expect(meta.title).toBe(page.title);
      expect(meta.publishedAt).toBe(page.publishedAt);
      expect(meta.dates[0]?.iso ?? null).toBe(page.publishedAt);
      if (page.byline !== undefined) expect(meta.byline).toBe(page.byline);
      if (page.site) expect(meta.site).toBe(page.site);
      if (page.canonicalUrl) expect(meta.canonicalUrl).toBe(page.canonicalUrl);
      if (page.dateline) expect(meta.dateline).toMatchObject(page.dateline);
      if (page.source) expect(meta.source?.text).toBe(page.source);
      if (page.sourceUrl) expect(meta.source?.url).toBe(page.sourceUrl);
    });
  }

  const metaOf = (head: string, body: string, url = 'https://khao.example/news/1') => {
    const { document } = openHtml(`<html lang="th"><head>${head}</head><body>${body}</body></html>`, {
      url,
    }).window;
    return extractMeta(document, extractPageText(document), NOW);
  };
  const PROSE = `<p>${'คณะรัฐมนตรีเห็นชอบมาตรการช่วยเหลือผู้ประสบภัยในพื้นที่สิบสองจังหวัดตามที่กระทรวงมหาดไทยเสนอ '.repeat(3)}</p>`;

  it('keeps all dates with where they were, and believes the clock that readers see', () => {
    const meta = metaOf(
      '<meta property="article:published_time" content="2024-12-08T20:05:42+00:00"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-12-08T20:05:42+07:00"}</script>',
      `<h1>ครม. เห็นชอบมาตรการช่วยน้ำท่วม</h1><div>วันที่ 8 ธันวาคม 2567 - 20:05 น.</div>${PROSE}`,
    );
    expect(meta.publishedAt).toBe('2024-12-08T20:05:42+07:00');
    expect(meta.dates.map(({ source }) => source).sort()).toEqual(['json-ld', 'meta', 'visible-text']);
    expect(meta.dates.at(-1)).toEqual({
      iso: '2024-12-09T03:05:42+07:00',
      source: 'meta',
      raw: '2024-12-08T20:05:42+00:00',
    });
  });

  it('does not take a date from the future or from before the web', () => {
    const meta = metaOf(
      '<meta property="article:published_time" content="2031-01-01"><meta name="date" content="1970-01-01">',
      `<h1>ครม. เห็นชอบมาตรการ</h1>${PROSE}`,
    );
    expect(meta.publishedAt).toBeNull();
  });

  it('does not take the date of a teaser beside the article', () => {
    const meta = metaOf(
      '',
      `<h1>ครม. เห็นชอบมาตรการช่วยน้ำท่วม</h1><p>12 ก.ย. 2567</p>${PROSE}<aside><time datetime="2025-05-05">5 พ.ค. 2568</time></aside>`,
    );
    expect(meta.publishedAt).toBe('2024-09-12');
  });

  it('does not take an organisation that is the site itself, an id or an address for a byline', () => {
    const author = (value: string) =>
      metaOf(
        `<meta property="og:site_name" content="ข่าวกลาง"><script type="application/ld+json">{"@graph":[{"@type":"Organization","@id":"https://khao.example#org","name":"ข่าวกลาง"},{"@type":"NewsArticle","author":${value}}]}</script>`,
        `<h1>ครม. เห็นชอบมาตรการ</h1>${PROSE}`,
      ).byline;
    expect(author('{"@id":"https://khao.example#org"}')).toBeNull();
    expect(author('{"@id":"https://khao.example#nobody"}')).toBeNull();
    expect(author('"https://www.facebook.com/khao"')).toBeNull();
    expect(author('[{"@type":"Person","name":"ชลิดา ใจงาม"},{"@type":"Person","name":"ก้อง ภูผา"}]')).toBe(
      'ชลิดา ใจงาม, ก้อง ภูผา',
    );
  });

  it('takes the headline near the text, not the logo', () => {
    const meta = metaOf(
      '<title>ครม. เห็นชอบมาตรการช่วยน้ำท่วม | ข่าวกลาง</title>',
      `<h1><a href="/">ข่าวกลางออนไลน์ ข่าวไทยทุกวัน</a></h1><h1>ครม. เห็นชอบมาตรการช่วยน้ำท่วม</h1>${PROSE}`,
    );
    expect(meta.title).toBe('ครม. เห็นชอบมาตรการช่วยน้ำท่วม');
  });

  it('takes the link of a source that the text only names', () => {
    const meta = metaOf(
      '',
      `<h1>ครม. เห็นชอบมาตรการช่วยน้ำท่วม</h1>${PROSE}<p>ที่มา: <a href="https://samnak.example/9">สำนักข่าวชายฝั่ง</a></p>`,
    );
    expect(meta.source).toEqual({ text: 'ที่มา: สำนักข่าวชายฝั่ง', url: 'https://samnak.example/9' });
  });
});

describe('dates for machines', () => {
  it.each([
    ['2024-12-08T20:05:42+07:00', '2024-12-08T20:05:42+07:00'],
    ['2024-12-08T13:05:42Z', '2024-12-08T20:05:42+07:00'],
    ['2024-12-08 20:05', '2024-12-08T20:05:00+07:00'],
    ['2567-12-08T20:05:42', '2024-12-08T20:05:42+07:00'],
    ['2024-12-08T20:05:42.000+0700', '2024-12-08T20:05:42+07:00'],
    ['20241208', '2024-12-08'],
    ['8 ธ.ค. 2567', '2024-12-08'],
    ['ไม่ระบุ', null],
    ['2024-13-40', null],
  ])('%s is %s', (raw, iso) => {
    expect(machineDate(raw)).toBe(iso);
  });
});

describe('datelines', () => {
  it.each([
    ['ปักกิ่ง, 10 พ.ย. (ซินหัว) — ปิดฉากลงแล้ว', { place: 'ปักกิ่ง', agency: 'ซินหัว' }],
    ['โตเกียว (เอพี) - เกิดเหตุแผ่นดินไหว', { place: 'โตเกียว', agency: 'เอพี' }],
    ['เชียงใหม่ – 5 มิ.ย. 68 – เจ้าหน้าที่ดับไฟป่า', null],
    [
      'วอชิงตัน 12 มี.ค. 2568 (รอยเตอร์) – ประธานาธิบดี',
      { place: 'วอชิงตัน', agency: 'รอยเตอร์', date: '2025-03-12' },
    ],
    ['กรุงเทพฯ 3 ก.พ. — ตลาดหุ้นปิดบวก', { place: 'กรุงเทพฯ', agency: null }],
  ])('%s', (line, expected) => {
    const found = findDateline(`หัวข่าว\n${line}`);
    if (expected) expect(found).toMatchObject(expected);
    else expect(found?.agency ?? null).toBeNull();
  });

  it('are not seen in sentences with a dash or a parenthesis', () => {
    for (const line of [
      'ผู้ว่าฯ กล่าวว่าโครงการระยะที่ 2 – 3 จะเสร็จในปีหน้า',
      '(แฟ้มภาพซินหัว : การประชุม (Summit) ระหว่างวันที่ 8-9 พ.ย.2022)',
      'กระทรวงการคลัง (กค.) – ส่วนราชการที่ดูแลภาษี',
    ]) {
      const found = findDateline(line);
      expect(found?.date ?? null).toBeNull();
      if (line.startsWith('ผู้ว่า') || line.startsWith('(')) expect(found).toBeNull();
    }
  });
});

describe('sources', () => {
  it.each([
    [
      '(เรียบเรียงโดย Yang Lan, River Road, https://river.example/p/1.html)',
      'เรียบเรียงโดย Yang Lan, River Road, https://river.example/p/1.html',
      'https://river.example/p/1.html',
    ],
    ['ที่มา : รอยเตอร์', 'ที่มา : รอยเตอร์', null],
    ['ขอบคุณข้อมูลจาก กรมอุตุนิยมวิทยา', 'ขอบคุณข้อมูลจาก กรมอุตุนิยมวิทยา', null],
    ['อ้างอิง: https://khao.example/a,', 'อ้างอิง: https://khao.example/a,', 'https://khao.example/a'],
  ])('%s', (line, text, url) => {
    expect(findSource(`เนื้อข่าวหนึ่งย่อหน้า\n${line}`)).toMatchObject({ text, url });
  });

  it('are not photo credits', () => {
    expect(findSource('ที่มาภาพ: กรมประมง\nขอบคุณภาพจาก กรมประมง')).toBeNull();
  });

  it('are not seen where a sentence tells of an origin', () => {
    expect(findSource('ที่มาของแม่น้ำสายนี้อยู่บนเทือกเขา')).toBeNull();
  });
});
