import { strToU8, zipSync } from 'fflate';
import { type ReactNode, useState } from 'react';
import type { Collection } from '../../lib/exchange/collection.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../lib/exchange/export-formats.ts';
import { type MessageKey, plural, t } from '../../lib/i18n.ts';
import { storageResult } from '../../lib/library/storage-errors.ts';
import { saveFile } from '../library/save-file.ts';
import { useAction } from '../library/use-action.ts';
import { Button } from '../ui/button.tsx';

const GROUPS: readonly { title: MessageKey; formats: readonly ExportFormat[] }[] = [
  { title: 'export_group_citations', formats: ['ris', 'bibtex', 'csl'] },
  { title: 'export_group_reading', formats: ['markdown', 'html'] },
  { title: 'export_group_tables', formats: ['csv-articles', 'csv-mentions', 'csv-names', 'tsv-names'] },
  { title: 'export_group_research', formats: ['annotations', 'texts', 'graphml', 'gexf'] },
  { title: 'export_group_glossary', formats: ['tbx'] },
];

const key = (format: ExportFormat, part: 'name' | 'use') =>
  `export_${format.replaceAll('-', '_')}_${part}` as MessageKey;

/** Several files become one zip: a browser asks for each download otherwise. */
function handOver(files: { name: string; type: string; text: string }[]): void {
  const [only] = files;
  if (files.length === 1 && only) saveFile(only.name, only.type, only.text);
  else {
    const entries = Object.fromEntries(files.map((file) => [file.name, strToU8(file.text)]));
    saveFile('wonglep-markdown.zip', 'application/zip', new Uint8Array(zipSync(entries)));
  }
}

export function ExportSection({
  count,
  collect,
  children,
}: {
  count: number;
  collect: () => Promise<Collection>;
  children: ReactNode;
}) {
  const act = useAction();
  const [busy, setBusy] = useState<ExportFormat | null>(null);
  const run = async (format: ExportFormat) => {
    setBusy(format);
    await act(
      () =>
        storageResult(async () => {
          const files = EXPORT_FORMATS[format](await collect());
          handOver(files);
          return files.length;
        }),
      () => ({ text: t('export_done', t(key(format, 'name'))) }),
    );
    setBusy(null);
  };
  return (
    <section aria-labelledby="export-title">
      <h2 id="export-title">{t('export_title')}</h2>
      <p className="quiet">{t('export_help')}</p>
      {children}
      <p role="status">{plural('export_articles', count)}</p>
      <div className="export-groups">
        {GROUPS.map((group) => (
          <div key={group.title} className="export-group">
            <h3>{t(group.title)}</h3>
            <ul>
              {group.formats.map((format) => (
                <li key={format}>
                  <Button
                    disabled={count === 0 || busy !== null}
                    onClick={() => void run(format)}
                    data-format={format}
                  >
                    {t(key(format, 'name'))}
                  </Button>
                  <span className="quiet">{t(key(format, 'use'))}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
