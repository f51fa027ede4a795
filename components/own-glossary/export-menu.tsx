import { useId, useRef } from 'react';
import { writeGlossaryFile } from '../../lib/exchange/glossary-file.ts';
import { writeYomitanDictionary } from '../../lib/exchange/glossary-yomitan.ts';
import type { GlossaryEntry } from '../../lib/glossary/types.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../ui/button.tsx';

const FORMATS = ['tsv', 'csv', 'yomitan'] as const;
type Format = (typeof FORMATS)[number];

const day = () => new Date().toISOString().slice(0, 10);

function fileOf(entries: readonly GlossaryEntry[], format: Format): File {
  const name = `wonglep-glossary-${day()}`;
  if (format === 'yomitan') {
    const title = t('options_yomitan_title');
    const bytes = writeYomitanDictionary(entries, { title, revision: day() });
    return new File([bytes as Uint8Array<ArrayBuffer>], `${name}.zip`, { type: 'application/zip' });
  }
  const type = format === 'tsv' ? 'text/tab-separated-values' : 'text/csv';
  return new File([writeGlossaryFile(entries, format)], `${name}.${format}`, { type });
}

/** Hands a file to the browser's own saving. */
function download(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser reads the address after the click; a minute is long enough and the memory comes back.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function ExportMenu({ entries }: { entries: readonly GlossaryEntry[] }) {
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  return (
    <div className="glossary-export">
      <Button icon="export" disabled={entries.length === 0} popoverTarget={id}>
        {t('options_export')}
      </Button>
      <div ref={menu} id={id} popover="auto" className="glossary-menu">
        {FORMATS.map((format) => (
          <Button
            key={format}
            kind="plain"
            onClick={() => {
              menu.current?.hidePopover();
              download(fileOf(entries, format));
            }}
          >
            {t(`options_export_${format}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
