import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { PAGE_KEYS } from '../../lib/highlight/page-keys.ts';
import { type MessageKey, t } from '../../lib/i18n.ts';
import { COMMANDS, type Command } from '../../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';
import type { SectionProps } from './options-page.tsx';
import { Group } from './parts.tsx';

/** Firefox 137 and later open the page by themselves; Chrome opens it as a tab. */
interface ShortcutsApi {
  commands: { openShortcutSettings?(): Promise<void> };
}
/** Keys that browsers name by word, as they stand on the keyboard. */
const SIGNS: Record<string, string> = { Period: '.', Comma: ',' };
const CHROME_PAGE = 'chrome://extensions/shortcuts';

const keyText = ({ code, shift }: { code: string; shift: boolean }) => {
  const key = SIGNS[code] ?? code.replace('Key', '');
  return shift ? ['Alt', 'Shift', key] : ['Alt', key];
};

/** What each command is pressed by: in the browser, and inside a page. */
export function KeySettings({ settings, change }: SectionProps) {
  const toast = useToast();
  const [set, setSet] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const read = () =>
      void browser.commands
        .getAll()
        .then((all) => setSet(new Map(all.map(({ name, shortcut }) => [name ?? '', shortcut ?? '']))));
    read();
    // They are changed on a page of the browser; whoever comes back from there sees what was set.
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, []);

  const openPage = async () => {
    const { commands } = browser as unknown as ShortcutsApi;
    try {
      if (commands.openShortcutSettings) await commands.openShortcutSettings();
      else await browser.tabs.create({ url: CHROME_PAGE });
    } catch {
      // A browser that opens neither: the address is told, to be typed.
      toast({ text: t('options_keys_where', CHROME_PAGE), tone: 'bad' });
    }
  };

  return (
    <>
      <Group title={t('options_keys_browser')} hint={t('options_keys_browser_hint')}>
        <table className="options-keys">
          <thead>
            <tr>
              <th scope="col">{t('options_keys_command')}</th>
              <th scope="col">{t('options_keys_set')}</th>
              <th scope="col">{t('options_keys_page')}</th>
            </tr>
          </thead>
          <tbody>
            {COMMANDS.map((command) => (
              <KeyRow
                key={command}
                command={command}
                shortcut={set.get(command) ?? ''}
                pageKeys={settings.pageKeys}
              />
            ))}
          </tbody>
        </table>
        <div>
          <Button small icon="external" onClick={() => void openPage()}>
            {t('options_keys_open')}
          </Button>
        </div>
      </Group>
      <Group title={t('options_page_keys_title')} hint={t('options_page_keys_hint')}>
        <Switch
          label={t('options_page_keys')}
          checked={settings.pageKeys}
          onChange={(pageKeys) => change((now) => ({ ...now, pageKeys }))}
        />
        <dl className="options-card-keys">
          {CARD_KEYS.map(([keys, key]) => (
            <div key={key}>
              <dt>
                <Keys keys={keys} />
              </dt>
              <dd>{t(key)}</dd>
            </div>
          ))}
        </dl>
      </Group>
    </>
  );
}

const CARD_KEYS: readonly [string[], MessageKey][] = [
  [['→'], 'command_next_name'],
  [['←'], 'command_previous_name'],
  [['K'], 'command_keep_name'],
  [['P'], 'command_pin_card'],
  [['S'], 'command_save_article'],
  [['Esc'], 'card_close'],
];

function KeyRow({ command, shortcut, pageKeys }: { command: Command; shortcut: string; pageKeys: boolean }) {
  return (
    <tr>
      <th scope="row">{t(`command_${command.replaceAll('-', '_')}` as MessageKey)}</th>
      <td>
        {shortcut ? (
          <Keys keys={shortcut.split('+').map((key) => SIGNS[key] ?? key)} />
        ) : (
          <span className="options-none">{t('options_keys_none')}</span>
        )}
      </td>
      <td>
        {pageKeys ? (
          <Keys keys={keyText(PAGE_KEYS[command])} />
        ) : (
          <span className="options-none">{t('options_keys_off')}</span>
        )}
      </td>
    </tr>
  );
}

function Keys({ keys }: { keys: string[] }) {
  return (
    <span className="options-kbd">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
