import type { MessageKey } from '../../lib/i18n.ts';
import { t } from '../../lib/i18n.ts';
import type { Detection, DetectionEvidence } from '../../lib/page/types.ts';

/** Evidence in words; a name without words of its own is shown as it is, rather than kept back. */
function evidenceText({ name, detail }: DetectionEvidence): string {
  const key = `detect_${name.replace(/\W/g, '_')}` as MessageKey;
  const text = t(key, detail ?? '');
  return text === key ? [name, detail].filter(Boolean).join(': ') : text;
}

/** Why the page was or was not taken for Thai news. */
export function Why({ detection }: { detection: Detection }) {
  const { evidence, thaiShare } = detection;
  const sides = [
    { title: t('popup_speaks_for'), items: evidence.filter((e) => e.weight > 0), sign: '+' },
    { title: t('popup_speaks_against'), items: evidence.filter((e) => e.weight < 0), sign: '−' },
  ];
  return (
    <details className="why">
      <summary>{t('popup_why')}</summary>
      <p>{t('detect_thai_share', Math.round(thaiShare * 100))}</p>
      {sides.map(
        ({ title, items, sign }) =>
          items.length > 0 && (
            <section key={title}>
              <h2>{title}</h2>
              <ul>
                {items.map((item) => (
                  <li key={`${item.name} ${item.detail ?? ''}`}>
                    <span className="weight">
                      {sign}
                      {Math.abs(item.weight)}
                    </span>
                    <span dir="auto">{evidenceText(item)}</span>
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </details>
  );
}
