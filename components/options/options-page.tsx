import { useEffect, useRef } from 'react';
import type { IconName } from '../../lib/highlight/icons.ts';
import { t } from '../../lib/i18n.ts';
import { send } from '../../lib/messages.ts';
import type { Settings } from '../../lib/settings.ts';
import { OwnGlossary } from '../own-glossary/own-glossary.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { type ChangeSettings, useSettings } from '../ui/use-settings.ts';
import { CardSettings } from './card-settings.tsx';
import { Corrections } from './corrections.tsx';
import { DataSettings } from './data-settings.tsx';
import { KeySettings } from './key-settings.tsx';
import { MarkSettings } from './mark-settings.tsx';
import { PageSettings } from './page-settings.tsx';
import { ReviewOptions } from './review-options.tsx';
import { SECTIONS, type Section, useSection } from './route.ts';

const ICONS: Record<Section, IconName> = {
  pages: 'globe',
  marks: 'edit',
  card: 'note',
  keys: 'keyboard',
  review: 'review',
  glossary: 'library',
  corrections: 'wrong',
  data: 'save',
};

export interface SectionProps {
  settings: Settings;
  change: ChangeSettings;
}

export function OptionsPage() {
  const section = useSection();
  const [settings, change] = useSettings();
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  // A section is a page of its own: whoever went there by keyboard or by ear begins at its heading.
  useEffect(() => {
    if (first.current) first.current = false;
    else heading.current?.focus();
  }, [section]);
  return (
    <div className="options">
      <nav aria-label={t('options_page_title')}>
        <div className="options-brand">
          <img src="/icons/wonglep.svg" alt="" width="28" height="28" />
          <div>
            <b lang="th">วงเล็บ</b> <b>Wonglep</b>
            <span>{t('options_page_title')}</span>
          </div>
        </div>
        <ul>
          {SECTIONS.map((name) => (
            <li key={name}>
              <a href={`#/${name}`} aria-current={name === section ? 'page' : undefined}>
                <Icon name={ICONS[name]} />
                {t(`options_section_${name}`)}
              </a>
            </li>
          ))}
        </ul>
        <div className="options-elsewhere">
          <Button
            small
            kind="plain"
            icon="library"
            onClick={() => void send({ type: 'open', page: 'library' })}
          >
            {t('popup_open_library')}
          </Button>
          <Button small kind="plain" icon="star" onClick={() => void send({ type: 'open', page: 'welcome' })}>
            {t('options_show_welcome')}
          </Button>
          <a className="ui-button plain small" href="/licences.txt" target="_blank" rel="noopener">
            <Icon name="news" />
            {t('options_licences')}
          </a>
        </div>
      </nav>
      <main className={section === 'glossary' ? 'wide' : undefined}>
        <header className="options-head">
          <h1 ref={heading} tabIndex={-1}>
            {t(`options_section_${section}`)}
          </h1>
          <p>{t(`options_intro_${section}`)}</p>
        </header>
        {settings && <SectionBody section={section} settings={settings} change={change} />}
      </main>
    </div>
  );
}

function SectionBody({ section, ...props }: SectionProps & { section: Section }) {
  switch (section) {
    case 'pages':
      return <PageSettings {...props} />;
    case 'marks':
      return <MarkSettings {...props} />;
    case 'card':
      return <CardSettings {...props} />;
    case 'keys':
      return <KeySettings {...props} />;
    case 'review':
      return <ReviewOptions {...props} />;
    case 'glossary':
      return <OwnGlossary />;
    case 'corrections':
      return <Corrections />;
    case 'data':
      return <DataSettings {...props} />;
  }
}
