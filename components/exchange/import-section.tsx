import { useRef, useState } from 'react';
import {
  type Annotate,
  addressesOf,
  boundedBody,
  captureOfHtml,
  captureOfLine,
  htmlOfBytes,
  MAX_IMPORT_BYTES,
  MAX_URLS,
  textLines,
} from '../../lib/exchange/import-articles.ts';
import { parseTextLine } from '../../lib/exchange/text-spans.ts';
import { errorText } from '../../lib/highlight/card-words.ts';
import { plural, t } from '../../lib/i18n.ts';
import type { ArticleCapture } from '../../lib/library/rows.ts';
import { saveArticle } from '../../lib/library/save-article.ts';
import { send } from '../../lib/messages.ts';
import { fail, ok, type Result } from '../../lib/result.ts';
import { normalise } from '../../lib/thai/normal-form.ts';
import { useLibrary } from '../library/library-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';

const annotate: Annotate = async (text) => {
  const answer = await send({ type: 'annotate', text });
  return answer.ok ? ok(answer.value.annotation) : answer;
};

interface Job {
  name: string;
  capture: () => Promise<Result<ArticleCapture>>;
}
interface Progress {
  done: number;
  of: number;
  saved: number;
  problems: { name: string; text: string }[];
  running: boolean;
}

async function jobsOfFile(file: File): Promise<Job[]> {
  if (file.size > MAX_IMPORT_BYTES) {
    return [{ name: file.name, capture: async () => fail('page-too-large', `${file.size} bytes`) }];
  }
  if (/\.(jsonl|ndjson)$/i.test(file.name)) {
    const lines = textLines(await file.text());
    if (!lines.ok) return [{ name: file.name, capture: async () => lines }];
    return lines.value.map((line, i) => {
      const name = `${file.name}:${i + 1}`;
      return {
        name,
        capture: async () => {
          const parsed = parseTextLine(line);
          return parsed.ok ? captureOfLine(parsed.value, name, annotate) : fail('bad-input', parsed.problem);
        },
      };
    });
  }
  return [
    {
      name: file.name,
      capture: async () =>
        captureOfHtml(
          htmlOfBytes(new Uint8Array(await file.arrayBuffer()), null),
          { url: null, name: file.name },
          annotate,
        ),
    },
  ];
}

function jobOfUrl(url: string): Job {
  return {
    name: url,
    async capture() {
      let response: Response;
      try {
        response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
      } catch (error) {
        return fail('page-not-reachable', String(error));
      }
      if (!response.ok) return fail('page-not-reachable', `HTTP ${response.status}`);
      const body = await boundedBody(response);
      if (!body.ok) return body;
      return captureOfHtml(
        htmlOfBytes(body.value, response.headers.get('content-type')),
        { url, name: url },
        annotate,
      );
    },
  };
}

/** Saved pages, texts with spans and lists of addresses; one after the other, so that nothing is overrun. */
export function ImportSection() {
  const { db } = useLibrary();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [list, setList] = useState('');
  const stopped = useRef(false);
  const addresses = addressesOf(list);

  const run = async (jobs: Job[]) => {
    stopped.current = false;
    const now: Progress = { done: 0, of: jobs.length, saved: 0, problems: [], running: true };
    setProgress({ ...now });
    for (const job of jobs) {
      if (stopped.current) break;
      const captured = await job.capture();
      const saved = captured.ok ? await saveArticle(captured.value, { db, normalText: normalise }) : captured;
      now.done++;
      if (saved.ok) now.saved++;
      else
        now.problems = [
          ...now.problems,
          { name: job.name, text: `${errorText(saved.error)} ${saved.error.detail}` },
        ];
      setProgress({ ...now });
    }
    setProgress({ ...now, running: false });
  };

  const busy = progress?.running ?? false;
  return (
    <section aria-labelledby="import-title">
      <h2 id="import-title">{t('import_title')}</h2>
      <p className="quiet">{t('import_help')}</p>
      <label className={`ui-button soft file-button ${busy ? 'disabled' : ''}`}>
        {t('import_files_choose')}
        <input
          type="file"
          multiple
          accept=".html,.htm,.jsonl,.ndjson"
          disabled={busy}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            void Promise.all(files.map(jobsOfFile)).then((jobs) => run(jobs.flat()));
          }}
        />
      </label>
      <Field
        label={t('import_urls')}
        hint={t('import_urls_help', MAX_URLS)}
        error={addresses.refused > 0 ? plural('import_urls_refused', addresses.refused) : null}
      >
        {(ids) => (
          <textarea
            {...ids}
            rows={4}
            spellCheck={false}
            value={list}
            onChange={(event) => setList(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button
          disabled={busy || addresses.urls.length === 0}
          onClick={() => void run(addresses.urls.map(jobOfUrl))}
        >
          {plural('import_urls_fetch', addresses.urls.length)}
        </Button>
        {busy && (
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            {t('import_stop')}
          </Button>
        )}
      </div>
      {progress && (
        <>
          <progress value={progress.done} max={progress.of} aria-label={t('import_title')} />
          <Notice tone={progress.running ? 'quiet' : progress.problems.length > 0 ? 'warn' : 'ok'}>
            {t('import_progress', progress.done, progress.of, progress.saved)}
          </Notice>
          {progress.problems.length > 0 && (
            <ul className="import-problems">
              {progress.problems.map((problem) => (
                <li key={problem.name}>
                  <bdi>{problem.name}</bdi>: {problem.text}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
