import { type MessageKey, t } from '../../lib/i18n.ts';
import { Dialog } from '../ui/dialog.tsx';

const KEYS: [string, MessageKey][] = [
  ['j / k', 'library_key_move'],
  ['o', 'library_key_open'],
  ['/', 'library_key_search'],
  ['x', 'library_key_select'],
  ['s', 'library_key_star'],
  ['u', 'library_key_read'],
  ['#', 'library_key_bin'],
  ['Esc', 'library_key_escape'],
  ['?', 'library_key_help'],
];

const QUERIES: [string, MessageKey][] = [
  ['กกต. งบประมาณ', 'search_help_all'],
  ['กกต. OR ECT', 'search_help_or'],
  ['"พระราชบัญญัติงบประมาณ"', 'search_help_exact'],
  ['-ฟุตบอล', 'search_help_not'],
  ['site:matichon.co.th', 'search_help_site'],
  ['after:2024-01 before:2567-06', 'search_help_dates'],
  ['date:2024-01..2024-03', 'search_help_range'],
  ['tag:budget #budget', 'search_help_tag'],
  ['org:กกต', 'search_help_org'],
  ['is:starred is:unread is:kept', 'search_help_state'],
  ['title:… note:… name:…', 'search_help_field'],
];

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('library_help')} onClose={onClose}>
      <section className="help">
        <h3>{t('library_help_keys')}</h3>
        <dl>
          {KEYS.map(([key, text]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(text)}</dd>
            </div>
          ))}
        </dl>
        <h3>{t('library_help_search')}</h3>
        <dl>
          {QUERIES.map(([query, text]) => (
            <div key={query}>
              <dt>
                <code>{query}</code>
              </dt>
              <dd>{t(text)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </Dialog>
  );
}
