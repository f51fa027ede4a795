import { sourceText } from '../../lib/highlight/card-words.ts';
import type { GlossSource } from '../../lib/recognition/types.ts';

/** Where an English name comes from: a dot whose form, not only its colour, tells the sources apart. */
export function SourceDot({ source }: { source: GlossSource }) {
  return (
    <span
      className={`ui-dot ${source}`}
      role="img"
      aria-label={sourceText(source)}
      title={sourceText(source)}
    />
  );
}

export function SourceLine({ source }: { source: GlossSource }) {
  return (
    <span className="ui-source">
      <span className={`ui-dot ${source}`} aria-hidden="true" />
      {sourceText(source)}
    </span>
  );
}
