import { useSyncExternalStore } from 'react';

/** Where in the library: the fragment of the page's address, so that back, forward and bookmarks work. */
export type Route =
  | { page: 'articles'; query: string }
  | { page: 'article'; id: string; mention: string | null }
  | { page: 'organisations'; query: string }
  | { page: 'organisation'; id: string }
  | { page: 'kept' }
  | { page: 'exchange'; query: string }
  | { page: 'bin' }
  | { page: 'storage' };

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page, ...rest] = path.split('/');
  const parameters = new URLSearchParams(search);
  const id = decoded(rest.join('/'));
  switch (page) {
    case 'article':
      return { page, id, mention: parameters.get('mention') };
    case 'organisation':
      return { page, id };
    case 'organisations':
    case 'exchange':
      return { page, query: parameters.get('q') ?? '' };
    case 'kept':
    case 'bin':
    case 'storage':
      return { page };
    default:
      return { page: 'articles', query: parameters.get('q') ?? '' };
  }
}

/** A link from elsewhere may be cut off in the middle of a character. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function href(route: Route): string {
  const query = 'query' in route && route.query ? `?q=${encodeURIComponent(route.query)}` : '';
  switch (route.page) {
    case 'article':
      return `#/article/${encodeURIComponent(route.id)}${route.mention ? `?mention=${encodeURIComponent(route.mention)}` : ''}`;
    case 'organisation':
      return `#/organisation/${encodeURIComponent(route.id)}`;
    default:
      return `#/${route.page}${query}`;
  }
}

export function go(route: Route): void {
  location.hash = href(route);
}

/** The same place with another query; typing makes no history. */
export function replaceRoute(route: Route): void {
  history.replaceState(null, '', href(route));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.hash));
}
