/**
 * One self-contained HTML file of saved articles: no script, no request (a policy in the file forbids both), both themes,
 * names with their English in a `title` and a list at the end.
 */
import { type ArticleInCollection, type Collection, dayOf, type ExportFile } from './collection.ts';

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Only addresses that a reader may follow from a file. */
const safeUrl = (url: string) => (/^https?:\/\//i.test(url) ? url : '');

function markedText({ article, mentions }: ArticleInCollection, bodies: Collection['bodies']): string {
  let html = '';
  let at = 0;
  for (const mention of mentions) {
    if (mention.start < at || mention.end > article.text.length) continue;
    const body = bodies.get(mention.bodyId);
    const said = body ? [body.english[0], ...body.acronyms].filter(Boolean).join(' · ') : '';
    html += escapeHtml(article.text.slice(at, mention.start));
    html += `<mark class="${mention.kind}"${said ? ` title="${escapeHtml(said)}"` : ''}>${escapeHtml(article.text.slice(mention.start, mention.end))}</mark>`;
    at = mention.end;
  }
  html += escapeHtml(article.text.slice(at));
  return html
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => `<p>${line}</p>`)
    .join('\n');
}

const STYLE =
  ':root{color-scheme:light dark}body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.8 "Noto Sans Thai","Sarabun",system-ui,sans-serif}mark{background:none;color:inherit;text-decoration:underline 2px #2b59c3;text-underline-offset:4px}mark.acronym{text-decoration-color:#9a5b00}mark.event{text-decoration-color:#7a3fb0}mark.abbreviation{text-decoration:underline dotted 1.5px #5f6b80}.meta{opacity:.75;font-size:.85rem}article+article{border-top:1px solid;margin-top:3rem;padding-top:1rem}';

function section(part: ArticleInCollection, bodies: Collection['bodies']): string {
  const { article, mentions } = part;
  const url = safeUrl(article.url);
  const meta = [article.site, article.byline, dayOf(article.publishedIso)]
    .filter((x): x is string => Boolean(x))
    .map(escapeHtml)
    .join(' · ');
  const shown = [...new Set(mentions.map((m) => bodies.get(m.bodyId)))].filter(
    (b) => b && b.type !== 'abbreviation',
  );
  const rows = shown.map(
    (b) =>
      `<tr><td lang="th">${escapeHtml(b!.thai)}</td><td lang="en">${escapeHtml(b!.english[0] ?? '')}</td><td>${escapeHtml(b!.acronyms.join(' '))}</td></tr>`,
  );
  return `<article lang="${escapeHtml(article.language)}">
<h1>${escapeHtml(article.title)}</h1>
<p class="meta">${meta}${url ? ` · <a rel="noopener noreferrer" href="${escapeHtml(url)}">${escapeHtml(url)}</a>` : ''}</p>
${markedText(part, bodies)}
${article.note ? `<p class="meta">${escapeHtml(article.note)}</p>\n` : ''}${rows.length > 0 ? `<table>${rows.join('\n')}</table>\n` : ''}</article>`;
}

export function htmlFile(collection: Collection): ExportFile {
  return {
    name: 'wonglep-articles.html',
    type: 'text/html;charset=utf-8',
    text: `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="referrer" content="no-referrer"><title>Wonglep</title><style>${STYLE}</style></head>
<body>
${collection.articles.map((part) => section(part, collection.bodies)).join('\n')}
</body></html>
`,
  };
}
