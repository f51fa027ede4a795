import { typeText } from '../../lib/highlight/card-words.ts';
import type { KeptNameRow } from '../../lib/library/rows.ts';
import { type Question, type SentenceParts, sentenceParts } from '../../lib/review/card-faces.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';
import { Chip } from '../ui/chip.tsx';
import { formatDay } from '../ui/format.ts';
import { SourceLine } from '../ui/source-line.tsx';

/** The sentence in which a name was met, with the name marked, or a gap in its place. */
export function Sentence({ parts, gap = false }: { parts: SentenceParts; gap?: boolean }) {
  return (
    <blockquote className="rv-sentence" lang="th">
      {parts.before}
      {gap ? <span className="rv-gap">{'\u00a0'.repeat(12)}</span> : <mark>{parts.name}</mark>}
      {parts.after}
    </blockquote>
  );
}

/** Where and when a sentence was read. */
export function MetAt({ parts: { context } }: { parts: SentenceParts }) {
  const when = context.publishedIso ? formatDay(context.publishedIso) : null;
  const known = /^https?:\/\//.test(context.url);
  return (
    <p className="rv-met">
      {known ? (
        <a className="rv-source" href={context.url} target="_blank" rel="noreferrer" lang="th">
          {context.title || context.site}
        </a>
      ) : (
        <span lang="th">{context.title || context.site}</span>
      )}
      <span>
        {context.title ? context.site : null}
        {when ? `${context.title ? ' · ' : ''}${when}` : null}
      </span>
    </p>
  );
}

/** The whole name, as the back of every card shows it, with the newest three sentences. */
export function AnswerSide({ name, question }: { name: KeptNameRow; question: Question }) {
  const shown = question.sentence ?? question.gap;
  const contexts = name.contexts
    .filter((c) => c.sentence && c.end > c.start)
    .reverse()
    .filter((c, i, all) => all.findIndex((other) => other.sentence === c.sentence) === i)
    .slice(0, 3)
    .map(sentenceParts);
  const acronyms = name.acronyms.filter((a) => a !== question.prompt);
  return (
    <div className="rv-answer">
      {question.prompt !== name.english && name.english && (
        <p className="rv-english">{visibleText(name.english)}</p>
      )}
      {(question.prompt !== name.thai || question.template === 'listening') && name.thai && (
        <p className="rv-thai" lang="th">
          {visibleText(name.thai)}
        </p>
      )}
      <p className="rv-chips">
        {acronyms.map((acronym) => (
          <Chip key={acronym} kind="acronym" lang={/[\u0e00-\u0e7f]/.test(acronym) ? 'th' : undefined}>
            {visibleText(acronym)}
          </Chip>
        ))}
        <Chip>{typeText(name.type)}</Chip>
        <SourceLine source={name.glossSource} />
      </p>
      {name.note && <p className="rv-note">{name.note}</p>}
      {contexts.map((parts) => (
        <div className="rv-context" key={`${parts.context.url}${parts.context.sentence}`}>
          {parts.context.sentence !== shown?.context.sentence && <Sentence parts={parts} />}
          <MetAt parts={parts} />
        </div>
      ))}
    </div>
  );
}
