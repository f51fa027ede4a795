import { describe, expect, it } from 'vitest';
import { detect } from '../../../lib/page/detect.ts';
import { expectedPages, openFixture, openHtml } from '../../fixtures/pages/load.ts';
import { longPage } from '../../fixtures/pages/long-page.ts';

describe('the detector', () => {
  for (const page of expectedPages().filter(({ browserOnly }) => !browserOnly)) {
    it(`takes ${page.file} for ${page.verdict}`, async () => {
      const dom = await openFixture(page);
      const { detection } = detect(dom.window.document);
      dom.window.close();
      expect(detection).toMatchObject({ verdict: page.verdict, language: page.language });
      expect(detection.needsLanguageCheck ?? false).toBe(page.needsLanguageCheck ?? false);
    });
  }

  it('says why, with a weight for every piece of evidence that adds up to the score', async () => {
    const { detection } = detect((await openFixture({ file: 'forum-thread.html' })).window.document);
    expect(detection.evidence.map(({ name }) => name)).toEqual(expect.arrayContaining(['forum', 'og:type']));
    expect(detection.evidence.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(detection.score);
  });

  it('sends a sample of mixed text that the language can be told from', async () => {
    const { sample, detection } = detect((await openFixture({ file: 'bilingual.html' })).window.document);
    expect(detection.thaiShare).toBeGreaterThan(0.3);
    expect(sample).toContain('กรมศุลกากร');
    expect(sample).toContain('Customs Department');
    expect(sample.length).toBeLessThanOrEqual(2_000);
  });

  it('knows an empty page, which may still draw itself, from a foreign one', async () => {
    expect(detect((await openFixture({ file: 'no-text.html' })).window.document).empty).toBe(true);
    expect(detect((await openFixture({ file: 'english.html' })).window.document).empty).toBe(false);
  });

  const article = (extra: string, path = '/news/1201') => {
    const body = `<p>${'กระทรวงคมนาคมเปิดเผยว่าโครงการทางคู่สายใหม่จะเปิดใช้ภายในสิ้นปี และผู้โดยสารจะประหยัดเวลาได้ราวสองชั่วโมงครึ่ง '.repeat(4)}</p>`;
    return openHtml(
      `<html lang="th"><head><title>ทางคู่สายใหม่เปิดใช้สิ้นปีนี้</title>${extra}</head><body><h1>ทางคู่สายใหม่เปิดใช้สิ้นปีนี้</h1><p>5 ม.ค. 2567</p>${body}</body></html>`,
      { url: `https://khao.example${path}` },
    ).window.document;
  };

  it('takes an article without any metadata by its text alone', () => {
    expect(detect(article('')).detection.verdict).toBe('thai-news');
  });

  it('does not take the same text at a forum, shop, wiki or home address', () => {
    for (const path of ['/', '/forum/topic/99', '/topic/99', '/product/99', '/wiki/99', '/index.html']) {
      expect(detect(article('', path)).detection.verdict, path).toBe('thai-other');
    }
  });

  it('tells an article at `/?p=12` from the home page', () => {
    expect(detect(article('', '/?p=12')).detection.verdict).toBe('thai-news');
  });

  it('reads types out of broken JSON-LD', () => {
    const broken =
      '<script type="application/ld+json">{"@type":"NewsArticle", "headline": "ทาง\nคู่",}</script>';
    expect(detect(article(broken)).detection.evidence).toContainEqual({
      name: 'type',
      weight: 3,
      detail: 'NewsArticle',
    });
  });

  it('does not fall over properties of document and forms that the page names anew', () => {
    const dom = openHtml(
      `<html lang="th"><title>ทดสอบ</title><body><img name="querySelectorAll"><img name="body"><img name="createTreeWalker"><form id="f"><input name="localName"><input name="getAttribute"><input name="shadowRoot"><input name="nextSibling"><p>${'ข้อความในแบบฟอร์มของหน่วยงานราชการ '.repeat(12)}</p></form></body></html>`,
    );
    expect(detect(dom.window.document).detection).toMatchObject({ verdict: 'thai-other', language: 'th' });
  });

  it('looks at a bounded part of a page of a million characters', () => {
    const dom = openHtml(longPage(1_000_000));
    const look = detect(dom.window.document);
    expect(look.detection.verdict).toBe('thai-news');
    expect(look.sample.length).toBeLessThanOrEqual(2_000);
  });
});
