import { useEffect, useState } from 'react';

export const SECTIONS = [
  'pages',
  'marks',
  'card',
  'keys',
  'review',
  'glossary',
  'corrections',
  'data',
] as const;
export type Section = (typeof SECTIONS)[number];

/** The section that an address's fragment names: `#/glossary`. */
export function sectionOf(hash: string): Section {
  const name = hash.replace(/^#\/?/, '').split(/[/?]/)[0];
  return SECTIONS.find((section) => section === name) ?? 'pages';
}

export function useSection(): Section {
  const [section, setSection] = useState(() => sectionOf(location.hash));
  useEffect(() => {
    const changed = () => setSection(sectionOf(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return section;
}
