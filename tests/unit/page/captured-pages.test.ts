// Real captured pages lie beside the project on the machines where it is built, never in it: verdicts only.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detect } from '../../../lib/page/detect.ts';
import { extractMeta } from '../../../lib/page/metadata.ts';
import { extractPageText } from '../../../lib/page/page-text.ts';
import { openHtml } from '../../fixtures/pages/load.ts';

const folder = new URL('../../../../shared/pages/', import.meta.url);

describe.runIf(existsSync(folder))('captured pages', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.html')) : [];
  for (const file of files) {
    it(`${file} gets the verdict in its name`, () => {
      const { document } = openHtml(readFileSync(new URL(file, folder), 'utf8')).window;
      const { detection } = detect(document);
      expect(detection.verdict).toBe(
        file.startsWith('thai-news')
          ? 'thai-news'
          : file.startsWith('thai-other')
            ? 'thai-other'
            : 'other-language',
      );
      if (detection.verdict !== 'thai-news') return;
      const pageText = extractPageText(document);
      const meta = extractMeta(document, pageText);
      expect(meta.publishedAt?.slice(0, 7)).toBe(/\d{4}-\d{2}/.exec(file)?.[0]);
      expect(pageText.text).not.toMatch(/ข่าวที่เกี่ยวข้อง|โปรโมต|คุ้กกี้|ADVERTI/);
      expect(pageText.headline).not.toBeNull();
    });
  }
});
