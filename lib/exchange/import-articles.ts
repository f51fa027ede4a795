/** Articles from files and addresses: each runs through the same extraction, recognition and saving as a page. */
import type { ArticleCapture } from '../library/rows.ts';
import { cleanCopy, createSanitiser } from '../page/clean-copy.ts';
import { detect } from '../page/detect.ts';
import { extractMeta } from '../page/metadata.ts';
import { extractPageText } from '../page/page-text.ts';
import { parseInert } from '../page/trusted-html.ts';
import type { Annotation } from '../recognition/types.ts';
import { fail, ok, type Result } from '../result.ts';
import type { TextLine } from './text-spans.ts';

/** The recogniser, wherever it runs. */
export type Annotate = (text: string) => Promise<Result<Annotation>>;

/** No page of a publisher is larger; bytes. */
export const MAX_IMPORT_BYTES = 20_000_000;
/** More addresses than this in one list are a mistake. */
export const MAX_URLS = 500;

/** `url`: where the page came from, if it is known; else its own canonical address, else one made of its name. */
export async function captureOfHtml(
  html: string,
  from: { url: string | null; name: string },
  annotate: Annotate,
): Promise<Result<ArticleCapture>> {
  const document = parseInert(html);
  if (from.url) {
    const base = document.createElement('base');
    base.href = from.url;
    document.head.prepend(base);
  }
  const pageText = extractPageText(document);
  if (!pageText.text.trim()) return fail('page-empty', `${from.name}: no text`);
  const meta = extractMeta(document, pageText);
  const annotation = await annotate(pageText.text);
  if (!annotation.ok) return annotation;
  const { detection } = detect(document);
  return ok({
    url: from.url ?? meta.canonicalUrl ?? fileUrl(from.name),
    title: meta.title ?? from.name,
    language: detection.language === 'und' ? 'th' : detection.language,
    text: pageText.text,
    html: cleanCopy(document, pageText, createSanitiser(window)).html,
    meta,
    detection,
    annotation: annotation.value,
    kept: [],
  });
}

/** Articles that one file of texts may bring. */
export const MAX_LINES = 20_000;

/** The lines of a file of texts that are not empty. Errors: `bad-input` when there are too many. */
export function textLines(text: string): Result<string[]> {
  const lines: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end);
    if (line.trim() && lines.push(line) > MAX_LINES) return fail('bad-input', `over ${MAX_LINES} lines`);
    from = end < 0 ? text.length : end + 1;
  }
  return ok(lines);
}

/** The body of an answer, given up as soon as it is over `MAX_IMPORT_BYTES`. Errors: `page-too-large`. */
export async function boundedBody(response: Response): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    length += piece.value.length;
    if (length > MAX_IMPORT_BYTES) {
      await reader?.cancel();
      return fail('page-too-large', `over ${MAX_IMPORT_BYTES} bytes`);
    }
    pieces.push(piece.value);
  }
  return ok(new Uint8Array(await new Blob(pieces).arrayBuffer()));
}

/** An address for something that has none, the same for the same name. */
const fileUrl = (name: string) => `file:///imported/${encodeURIComponent(name)}`;

const paragraphs = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => `<p>${line.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)}</p>`)
    .join('\n');

/** A line of a JSONL file: with its own spans as they are, else through the recogniser. */
export async function captureOfLine(
  line: TextLine,
  name: string,
  annotate: Annotate,
): Promise<Result<ArticleCapture>> {
  let annotation: Annotation;
  if (line.mentions && line.entities) {
    const entities = new Set(line.entities.map((entity) => entity.id));
    annotation = {
      mentions: line.mentions
        .filter((mention) => entities.has(mention.entity))
        .sort((a, b) => a.start - b.start)
        .filter((mention, i, all) => i === 0 || mention.start >= all[i - 1]!.end)
        .map((mention) => ({ ...mention, evidence: [{ source: 'pattern', weight: 1, detail: 'imported' }] })),
      entities: line.entities,
      glosses: [],
    };
  } else {
    const found = await annotate(line.text);
    if (!found.ok) return found;
    annotation = found.value;
  }
  const url =
    line.url && /^https?:\/\//i.test(line.url)
      ? line.url
      : fileUrl(`${name}#${line.id ?? line.text.slice(0, 40)}`);
  const title = line.title ?? line.text.split('\n', 1)[0]!.slice(0, 200);
  return ok({
    url,
    title,
    language: line.language ?? 'th',
    text: line.text,
    html: paragraphs(line.text),
    meta: {
      title,
      byline: null,
      publishedAt: line.publishedAt ?? null,
      site: URL.canParse(url) && url.startsWith('http') ? new URL(url).hostname.replace(/^www\./, '') : null,
      canonicalUrl: null,
      source: null,
      dateline: null,
      dates: [],
    },
    detection: null,
    annotation,
    kept: [],
  });
}

/** Addresses of a list, one a line, each once; what is none is counted. */
export function addressesOf(list: string): { urls: string[]; refused: number } {
  const lines = list
    .split(/\s+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const urls = [...new Set(lines.filter((line) => /^https?:\/\/[^/]+/i.test(line) && URL.canParse(line)))];
  return {
    urls: urls.slice(0, MAX_URLS),
    refused: lines.length - urls.length + Math.max(0, urls.length - MAX_URLS),
  };
}

/** The text of bytes by their own `<meta charset>`, as a browser reads a file without headers. */
export function htmlOfBytes(bytes: Uint8Array<ArrayBuffer>, contentType: string | null): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const named =
    /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ??
    /<meta[^>]+charset=["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    'utf-8';
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    // A charset that nobody knows: most pages are UTF-8.
    return new TextDecoder('utf-8').decode(bytes);
  }
}
