import { useEffect, useId, useRef, useState } from 'react';
import { highlightSheet } from '../../lib/highlight/highlight-style.ts';
import { canPaint, Painter } from '../../lib/highlight/painter.ts';
import { t } from '../../lib/i18n.ts';
import { MENTION_KINDS, type MentionKind } from '../../lib/recognition/types.ts';
import type { Settings } from '../../lib/settings.ts';

/** A made-up sentence with every kind of name in it. */
const SENTENCE: readonly (string | [MentionKind, string])[] = [
  'เมื่อ 10 ',
  ['abbreviation', 'พ.ย.'],
  ' ',
  ['name', 'กระทรวงพาณิชย์'],
  'แถลงว่า ',
  ['acronym', 'กกร.'],
  ' และ',
  ['name', 'ธนาคารแห่งประเทศไทย'],
  'จะร่วมงาน',
  ['event', 'มหกรรมการเงินเชียงใหม่'],
  ' โดย',
  ['short', 'แบงก์ชาติ'],
  'รับเป็นเจ้าภาพ',
];

const TEXT = SENTENCE.map((part) => (typeof part === 'string' ? part : part[1])).join('');

/** Where each kind stands in TEXT. */
function spans(): { kind: MentionKind; start: number; end: number }[] {
  let at = 0;
  return SENTENCE.flatMap((part) => {
    const start = at;
    at += typeof part === 'string' ? part.length : part[1].length;
    return typeof part === 'string' ? [] : [{ kind: part[0], start, end: at }];
  });
}

/** The page's highlights on a sample sentence, painted as on a news page: by the highlight registry, on paper of both themes. */
export function HighlightPreview({ settings }: { settings: Settings }) {
  return (
    <div className="options-previews">
      <Sample settings={settings} dark={false} />
      <Sample settings={settings} dark />
    </div>
  );
}

function Sample({ settings, dark }: { settings: Settings; dark: boolean }) {
  const ref = useRef<HTMLParagraphElement>(null);
  const id = useId();
  const [prefix] = useState(() => `wlpreview${dark ? 'd' : 'l'}${randomLetters(6)}`);
  const { styles, explain } = settings;

  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(highlightSheet(prefix, styles, dark));
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [prefix, styles, dark]);

  useEffect(() => {
    const node = ref.current?.firstChild;
    if (!node || !canPaint(window)) return;
    const painter = new Painter(window, prefix);
    const wanted: Record<MentionKind, boolean> = {
      name: explain.organisations,
      short: explain.organisations,
      acronym: explain.acronyms,
      event: explain.events,
      abbreviation: explain.months,
    };
    for (const kind of MENTION_KINDS) {
      const ranges = spans()
        .filter((span) => span.kind === kind && wanted[kind])
        .map(
          ({ start, end }) =>
            new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }),
        );
      painter.set(kind, ranges);
    }
    return () => painter.clear();
  }, [prefix, explain]);

  return (
    <figure className={`options-preview ${dark ? 'dark' : 'light'}`} aria-labelledby={id}>
      <p ref={ref} lang="th">
        {TEXT}
      </p>
      <figcaption id={id}>{t(dark ? 'options_preview_dark' : 'options_preview_light')}</figcaption>
    </figure>
  );
}

function randomLetters(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}
