import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { isExplained, PageModel } from '../../../lib/highlight/page-model.ts';
import { staticRange } from '../../../lib/highlight/text-ranges.ts';
import { extractPageText } from '../../../lib/page/page-text.ts';
import type { Mention } from '../../../lib/recognition/types.ts';
import { DEFAULT_SETTINGS } from '../../../lib/settings.ts';

const { explain } = DEFAULT_SETTINGS;
const NAMES = ['กระทรวงพาณิชย์', 'กกต.', 'พ.ย.'];

function modelOf(html: string) {
  const { window } = new JSDOM(`<article><h1>ข่าวการค้าวันนี้ของกระทรวงพาณิชย์</h1>${html}</article>`);
  const page = extractPageText(window.document, { whole: true });
  const mentions: Mention[] = [];
  for (const name of NAMES) {
    for (let at = page.text.indexOf(name); at >= 0; at = page.text.indexOf(name, at + 1)) {
      const kind = name === 'กกต.' ? 'acronym' : name === 'พ.ย.' ? 'abbreviation' : 'name';
      mentions.push({
        start: at,
        end: at + name.length,
        surface: name,
        kind,
        entity: name,
        evidence: [{ source: 'glossary', weight: 1 }],
        confidence: 1,
      });
    }
  }
  mentions.sort((a, b) => a.start - b.start);
  const entities = NAMES.map((thai) => ({
    id: thai,
    type: thai === 'พ.ย.' ? ('abbreviation' as const) : ('government' as const),
    thai,
    english: [],
    acronyms: [],
    glossSource: 'builtin' as const,
  }));
  const answer = { annotation: { mentions, entities, glosses: [] }, kept: [], known: ['กกต.'] };
  return new PageModel(page, answer, explain);
}

const BODY =
  '<p>วันที่ 10 พ.ย. กระทรวง<b>พาณิชย์</b> แถลงร่วมกับ กกต. ว่าการส่งออกดีขึ้น</p><p>กกต. และกระทรวงพาณิชย์ย้ำ</p>';

describe('a page with its findings', () => {
  it('finds every mention’s place in the tree, across inline elements', () => {
    Object.assign(globalThis, {
      StaticRange: class {
        constructor(init: object) {
          Object.assign(this, init);
        }
      },
    });
    const model = modelOf(BODY);
    for (const { start, end, surface } of model.annotation.mentions) {
      const range = staticRange(model.page, start, end)!;
      const from = range.startContainer as Text;
      const to = range.endContainer as Text;
      const seen =
        from === to
          ? from.data.slice(range.startOffset, range.endOffset)
          : from.data.slice(range.startOffset) + to.data.slice(0, range.endOffset);
      expect(seen).toBe(surface);
    }
  });

  it('paints known names quieter', () => {
    const model = modelOf(BODY);
    expect(model.annotation.mentions.map((m) => model.groupOf(m))).toContain('known-acronym');
  });

  it('steps through what is shown, round and round', () => {
    const model = modelOf(BODY);
    const count = model.shown.length;
    let at: number | null = model.shown[0]!;
    for (let i = 0; i < count; i++) at = model.step(at, 1);
    expect(at).toBe(model.shown[0]);
    expect(model.step(model.shown[0]!, -1)).toBe(model.shown.at(-1));
  });

  it('finds its mentions again after the page has grown', () => {
    const before = modelOf(BODY);
    const after = modelOf(`<p>ด่วน กกต. ประชุมลับเรื่องการเลือกตั้งครั้งใหม่</p>${BODY}`);
    const now = before.renumber(after);
    const last = before.annotation.mentions.length - 1;
    const found = now(last);
    expect(found).not.toBeNull();
    expect(after.mention(found!)!.surface).toBe(before.mention(last)!.surface);
    expect(now(999)).toBeNull();
  });

  it('counts bodies, not months, for the badge', () => {
    expect(modelOf(BODY).nameCount).toBe(2);
  });
});

describe('what is explained', () => {
  it.each([
    ['abbreviation', 'พ.ย.', { ...explain, months: false }, false],
    ['abbreviation', 'รมว.', { ...explain, months: false }, true],
    ['abbreviation', 'รมว.', { ...explain, abbreviations: false }, false],
    ['acronym', 'กกต.', { ...explain, acronyms: false }, false],
    ['short', 'สภาฯ', { ...explain, organisations: false }, false],
  ] as const)('%s %s', (kind, surface, wanted, expected) => {
    expect(isExplained({ kind, surface }, { type: 'other' }, wanted)).toBe(expected);
  });
});
