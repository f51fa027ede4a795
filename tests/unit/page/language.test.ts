import { describe, expect, it } from 'vitest';
import { detect } from '../../../lib/page/detect.ts';
import { decideLanguage } from '../../../lib/page/language.ts';
import { openFixture } from '../../fixtures/pages/load.ts';

const sampleOf = async (file: string) => detect((await openFixture({ file })).window.document).sample;

describe('the language of mixed text', () => {
  it('is Thai where a good part of the article is', async () => {
    expect(decideLanguage(await sampleOf('bilingual.html'))).toEqual({ language: 'th', thai: true });
  });

  it('is English for an English article inside Thai navigation', async () => {
    expect(decideLanguage(await sampleOf('english-on-thai-site.html'))).toEqual({
      language: 'en',
      thai: false,
    });
  });

  it('is not guessed from crumbs', () => {
    expect(decideLanguage('ข่าว\nNews\n12:30')).toEqual({ language: 'und', thai: false });
    expect(decideLanguage('')).toEqual({ language: 'und', thai: false });
  });
});
