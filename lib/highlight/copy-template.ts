/** What a copy template may name. */
export interface CopyFields {
  thai: string;
  english: string;
  acronyms: string;
}

/**
 * Fills a template such as `{thai} ({english}[; {acronyms}])`. A part in square brackets falls away when a field in it is
 * empty; a field outside brackets that is empty leaves no empty parentheses behind. `\[`, `\]`, `\{` stand for themselves.
 */
export function fillCopyTemplate(template: string, fields: CopyFields): string {
  const put = (part: string) =>
    part.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(fields, name) ? fields[name as keyof CopyFields] : whole,
    );
  const isEmpty = (part: string) =>
    [...part.matchAll(/\{(\w+)\}/g)].some(([, name]) => fields[name as keyof CopyFields] === '');
  // Escapes are set aside as private-use characters, which no template contains.
  const aside = template.replace(/\\([[\]{}])/g, (_, c: string) => ASIDE[c]!);
  const filled = put(aside.replace(/\[([^[\]]*)\]/g, (_, part: string) => (isEmpty(part) ? '' : put(part))));
  return filled
    .replace(/\(\s*[;,]?\s*\)/g, '')
    .replace(/\s{2,}/g, ' ')
    .replace(/[\uE000-\uE003]/g, (c) => BACK[c]!)
    .trim();
}

const ASIDE: Record<string, string> = { '[': '\uE000', ']': '\uE001', '{': '\uE002', '}': '\uE003' };
const BACK = Object.fromEntries(Object.entries(ASIDE).map(([sign, aside]) => [aside, sign]));
