import { type Ref, useEffect, useRef, useState } from 'react';
import { type MessageKey, t } from '../../lib/i18n.ts';
import { parseQuery } from '../../lib/library/query.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/** From the last key to the search, ms: shorter than a pause between words, longer than one between letters. */
const SETTLE = 80;

interface Props {
  value: string;
  onChange: (value: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  label: string;
  placeholder: string;
  /** Explains the query language below; a box for names needs none. */
  language?: boolean;
}

/** The search box: what is typed is searched at once; what cannot be understood is said below, and the rest still works. */
export function SearchBox({ value, onChange, inputRef, label, placeholder, language }: Props) {
  const [typed, setTyped] = useState(value);
  const [focused, setFocused] = useState(false);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      onChange(typed);
    }, SETTLE);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  // While the last word is being typed its filter may be half there: `is:`, `after:20`.
  const problems = language ? parseQuery(typed).problems.filter((p) => !focused || p.end < typed.length) : [];
  return (
    <search className="search">
      <div className="search-box">
        <Icon name="search" />
        <input
          ref={inputRef}
          type="text"
          inputMode="search"
          value={typed}
          aria-label={label}
          placeholder={placeholder}
          aria-describedby={problems.length ? 'search-problems' : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            if (typed) setTyped('');
            else event.currentTarget.blur();
          }}
        />
        {typed && <IconButton icon="close" small label={t('search_clear')} onClick={() => setTyped('')} />}
      </div>
      {problems.length > 0 && (
        <ul id="search-problems" className="search-problems" role="status">
          {problems.map((problem) => (
            <li key={`${problem.start}-${problem.code}`}>
              {t(`search_problem_${problem.code.replaceAll('-', '_')}` as MessageKey, problem.value)}
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}
