import { beforeEach, describe, expect, it } from 'vitest';
import { highlightSheet, registryName } from '../../../lib/highlight/highlight-style.ts';
import { canPaint, type HighlightWindow, Painter } from '../../../lib/highlight/painter.ts';
import { DEFAULT_STYLES } from '../../../lib/settings.ts';

const range = (name: string) => ({ name }) as unknown as AbstractRange;

let registry: Map<string, Highlight>;
let painter: Painter;
beforeEach(() => {
  registry = new Map();
  class FakeHighlight extends Set<AbstractRange> {
    priority = 0;
  }
  const view = { CSS: { highlights: registry }, Highlight: FakeHighlight };
  painter = new Painter(view as unknown as HighlightWindow, 'qwzxcvbn');
});

describe('the painter', () => {
  it('keeps its entries under the random names of the page', () => {
    painter.set('name', [range('กระทรวงพาณิชย์')]);
    expect([...registry.keys()]).toEqual([registryName('qwzxcvbn', 'name')]);
  });

  it('takes an emptied group out of the registry', () => {
    painter.set('acronym', [range('กกต.')]);
    painter.set('acronym', []);
    expect(registry.size).toBe(0);
  });

  it('sets again what the page cleared or overwrote, and nothing else', () => {
    painter.set('name', [range('สภาฯ')]);
    painter.set('event', [range('มหกรรม')]);
    expect(painter.ensure()).toBe(0);
    registry.delete(registryName('qwzxcvbn', 'name'));
    registry.set(registryName('qwzxcvbn', 'event'), new Set() as unknown as Highlight);
    expect(painter.ensure()).toBe(2);
    expect(registry.get(registryName('qwzxcvbn', 'event'))?.size).toBe(1);
  });

  it('leaves entries of others alone when it goes', () => {
    registry.set('search', new Set() as unknown as Highlight);
    painter.set('name', [range('สภาฯ')]);
    painter.clear();
    expect([...registry.keys()]).toEqual(['search']);
  });

  it('knows a browser without highlights', () => {
    expect(canPaint({})).toBe(false);
    expect(canPaint({ CSS: {}, Highlight: class {} })).toBe(false);
  });
});

describe('the sheet of a page', () => {
  it('paints the known quieter, and gives way to forced colours', () => {
    const sheet = highlightSheet('qwzxcvbn', DEFAULT_STYLES, false);
    expect(sheet).toContain('::highlight(qwzxcvbn-n){background-color:color-mix(in srgb, #2b59c3 12%');
    expect(sheet).toContain('::highlight(qwzxcvbn-kn){background-color:transparent');
    expect(sheet).toContain('forced-colors: active');
  });

  it('follows the reader’s own line, tint and colour', () => {
    const styles = { ...DEFAULT_STYLES, name: { line: 'none', tint: true, colour: '#008844' } as const };
    expect(highlightSheet('qwzxcvbn', styles, false)).toContain(
      '#008844 12%, transparent);text-decoration-line:none',
    );
  });
});
