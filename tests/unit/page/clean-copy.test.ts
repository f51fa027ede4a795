import { describe, expect, it } from 'vitest';
import { cleanCopy, createSanitiser, sanitise } from '../../../lib/page/clean-copy.ts';
import { extractPageText } from '../../../lib/page/page-text.ts';
import { openFixture, openHtml } from '../../fixtures/pages/load.ts';

const copyOf = async (file: string, scripts = false) => {
  const { window } = await openFixture({ file, scripts });
  const before = window.document.documentElement.outerHTML;
  const copy = cleanCopy(window.document, extractPageText(window.document), createSanitiser(window));
  expect(window.document.documentElement.outerHTML).toBe(before);
  return copy;
};

describe('the clean copy', () => {
  it('keeps the structure of the article without what was around and inside it', async () => {
    const { html, by } = await copyOf('wordpress-news.html');
    expect(by).toBe('readability');
    expect(html).toContain('<p>ด้าน ปภ. ขอให้ประชาชน');
    expect(html).toContain('<figcaption>');
    for (const unwanted of ['ข่าวที่เกี่ยวข้อง', 'เช็กจุดจอดรถ', 'Privacy', '<img', 'class=', 'ADVERTISEMENT'])
      expect(html).not.toContain(unwanted);
    expect(html).not.toMatch(/<(p|div|a|figure)[^>]*>\s*<\/\1>/);
  });

  it('is made of the text where the article lies in a shadow tree', async () => {
    const { html, by } = await copyOf('shadow-dom.html', true);
    expect(by).toBe('text');
    expect(html).toContain('<p>กรมประมงร่วมกับมหาวิทยาลัยวลัยลักษณ์');
  });

  it('survives forms whose fields are named like properties, and strict policies', async () => {
    expect((await copyOf('government-release.html')).html).toContain('ขุดสระน้ำในไร่นา');
    expect((await copyOf('strict-csp.html')).html).toContain('นัดไต่สวนพยาน');
    expect((await copyOf('broken.html')).html).toContain('ระดับน้ำท้ายอ่าง');
  });

  it('lets nothing through that runs, loads or hides', () => {
    const { window } = openHtml('');
    const purify = createSanitiser(window);
    const html = sanitise(
      '<p onclick="x()">ก<script>x()</script><img src=x onerror=x()><a href="javascript:x()">ข</a><a href="https://khao.example/1" target="_self">ค</a><iframe src="https://khao.example"></iframe><svg><use href="#x"/></svg><style>p{}</style><form action="/x"><input></form><span style="background:url(https://khao.example/x)">ง</span></p>',
      purify,
    );
    expect(html).not.toMatch(/script|onclick|onerror|<img|<iframe|<svg|<style|<form|<input|url\(/);
    expect(html).toContain(
      '<a href="https://khao.example/1" rel="noopener noreferrer" target="_blank">ค</a>',
    );
    expect(html).toContain('<a rel="noopener noreferrer" target="_blank">ข</a>');
    expect(sanitise(html, purify)).toBe(html);
  });
});
