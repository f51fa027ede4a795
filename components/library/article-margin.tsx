import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { plural, t } from '../../lib/i18n.ts';
import type { SavedArticle } from '../../lib/library/read-article.ts';
import type { BodyRow, MentionRow } from '../../lib/library/rows.ts';
import { pageTextToRange } from '../../lib/page/text-offsets.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { bodyLabel, thaiLabel } from './body-name.tsx';
import { NoteEditor } from './note-editor.tsx';
import { href } from './route.ts';
import type { ShownText } from './use-reader.ts';

interface Props {
  saved: SavedArticle;
  shown: ShownText | null;
  /** The mention whose note is being written. */
  noting: string | null;
  onNoting: (mentionId: string | null) => void;
  onArticleNote: (note: string) => void;
  onMentionNote: (mentionId: string, note: string) => void;
}

/** Between two notes that would overlap, px. */
const GAP = 8;

/** Beside the text: the note on the article, notes at the height of their mentions, the bodies it names. */
export function ArticleMargin(props: Props) {
  const { saved, shown, noting, onNoting, onArticleNote, onMentionNote } = props;
  const [writing, setWriting] = useState(false);
  const noted = saved.mentions.filter((row) => row.note || row.id === noting);
  const bodies = useBodies(saved);
  return (
    <aside className="margin" aria-label={t('library_margin')}>
      <section className="article-note">
        {writing ? (
          <NoteEditor
            autoFocus
            label={t('library_note_on_article')}
            value={saved.article.note}
            onSave={(note) => {
              setWriting(false);
              onArticleNote(note);
            }}
            onCancel={() => setWriting(false)}
          />
        ) : saved.article.note ? (
          <div className="note">
            <p>{saved.article.note}</p>
            <IconButton icon="edit" small label={t('library_edit_note')} onClick={() => setWriting(true)} />
          </div>
        ) : (
          <Button small kind="plain" icon="note" onClick={() => setWriting(true)}>
            {t('library_note_on_article')}
          </Button>
        )}
      </section>
      <PlacedNotes
        rows={noted}
        shown={shown}
        render={(row) => (
          <MentionNote
            key={row.id}
            row={row}
            writing={row.id === noting}
            onShow={() => shown?.show(row.id, false)}
            onWrite={() => onNoting(row.id)}
            onCancel={() => onNoting(null)}
            onSave={(note) => onMentionNote(row.id, note)}
          />
        )}
      />
      {saved.lost.length > 0 && (
        <section className="lost">
          <h2>{t('library_lost_notes')}</h2>
          <p className="quiet">{t('library_lost_notes_help')}</p>
          <ul>
            {saved.lost.map((row) => (
              <li key={row.id} className="note">
                <blockquote lang="th">
                  …{row.selectors.quote.prefix.slice(-16)}
                  <b>{row.surface}</b>
                  {row.selectors.quote.suffix.slice(0, 16)}…
                </blockquote>
                <p>{row.note}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="named">
        <h2>{plural('library_bodies', bodies.length)}</h2>
        <ul>
          {bodies.map(({ body, rows }) => (
            <li key={body.id}>
              <a className="body-link" href={href({ page: 'organisation', id: body.id })}>
                <span lang={body.english[0] ? 'en' : 'th'}>{bodyLabel(body)}</span>
                {body.english[0] && body.thai && <small lang="th">{thaiLabel(body)}</small>}
              </a>
              <span className="count">{rows.length}</span>
              <IconButton
                icon="note"
                small
                label={t('library_note_on', thaiLabel(body) || bodyLabel(body))}
                onClick={() => onNoting(rows[0]!.id)}
              />
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}

function useBodies(saved: SavedArticle): { body: BodyRow; rows: MentionRow[] }[] {
  return useMemo(() => {
    const byBody = new Map<string, MentionRow[]>();
    for (const row of saved.mentions) {
      const rows = byBody.get(row.bodyId);
      if (rows) rows.push(row);
      else byBody.set(row.bodyId, [row]);
    }
    return [...byBody]
      .map(([id, rows]) => ({ body: saved.bodies.get(id), rows }))
      .filter((entry): entry is { body: BodyRow; rows: MentionRow[] } => entry.body !== undefined)
      .filter(({ body }) => body.type !== 'abbreviation')
      .sort((a, b) => b.rows.length - a.rows.length);
  }, [saved]);
}

/** Puts each note at the height of its mention, below the one before it where there is no room. */
function PlacedNotes({
  rows,
  shown,
  render,
}: {
  rows: MentionRow[];
  shown: ShownText | null;
  render: (row: MentionRow) => React.ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const resized = () => setWidth(innerWidth);
    addEventListener('resize', resized);
    return () => removeEventListener('resize', resized);
  }, []);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !shown) return;
    const top = element.getBoundingClientRect().top;
    let below = 0;
    for (const note of element.children as Iterable<HTMLElement>) {
      const index = shown.ids.indexOf(note.dataset.mention ?? '');
      const mention = shown.annotation.mentions[index];
      const rect =
        mention && pageTextToRange(shown.page, mention.start, mention.end)?.getBoundingClientRect();
      const wanted = rect ? rect.top - top : below;
      const at = Math.max(0, wanted, below);
      note.style.marginTop = `${at - below}px`;
      below = at + note.offsetHeight + GAP;
    }
  }, [rows, shown, width]);
  return (
    <div className="placed-notes" ref={box}>
      {rows.map(render)}
    </div>
  );
}

interface NoteProps {
  row: MentionRow;
  writing: boolean;
  onShow: () => void;
  onWrite: () => void;
  onCancel: () => void;
  onSave: (note: string) => void;
}

function MentionNote({ row, writing, onShow, onWrite, onCancel, onSave }: NoteProps) {
  return (
    <article className="note" data-mention={row.id}>
      <button type="button" className="quote" lang="th" onClick={onShow}>
        {row.surface}
      </button>
      {writing ? (
        <NoteEditor
          autoFocus
          label={t('library_note_on', row.surface)}
          value={row.note}
          onSave={onSave}
          onCancel={onCancel}
        />
      ) : (
        <>
          <p>{row.note}</p>
          <IconButton icon="edit" small label={t('library_edit_note')} onClick={onWrite} />
        </>
      )}
    </article>
  );
}
