/** Parameters that say how a reader came, not what the page is. */
const TRACKING =
  /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|twclid|ref|ref_src|spm|_ga|__twitter_impression)$/i;

/**
 * The address an article is known by: the page's own canonical URL if it is one of the same host (a careless template that
 * names the home page or another site is not believed), without fragment, tracking parameters and default port.
 */
export function canonicalUrl(pageUrl: string, canonical: string | null): string {
  const page = parse(pageUrl);
  if (!page) return pageUrl;
  const named = canonical ? parse(canonical, page) : null;
  const believed =
    named && bareHost(named) === bareHost(page) && !(named.pathname === '/' && page.pathname !== '/');
  const url = believed ? named : page;
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
}

/** The address if it is one of the web, for a link or a tab: a backup by somebody else may hold any other. */
export function webAddress(url: string | null | undefined): string | undefined {
  return url ? parse(url)?.href : undefined;
}

function parse(url: string, base?: URL): URL | null {
  if (!URL.canParse(url, base)) return null;
  const parsed = new URL(url, base);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed : null;
}

const bareHost = (url: URL) => url.hostname.replace(/^(www|m|amp)\./, '');
