// A small server on 127.0.0.1 for the pages that tests and tools visit.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface Served {
  body: string | Uint8Array;
  headers?: Record<string, string>;
  status?: number;
}

export interface PageServer {
  /** e.g. `http://127.0.0.1:40123` */
  origin: string;
  /** Serves `page` at `path` (`/a.html`) from now on; gives its URL. */
  put(path: string, page: Served | (() => Served)): string;
  /** Paths asked for so far, oldest first. */
  requests: string[];
  close(): Promise<void>;
}

/**
 * A captured page often names its charset too late for a browser to see it, because its server had said it. Bytes that
 * are UTF-8 are said to be; others (TIS-620) are left to the page's own `<meta charset>`.
 */
function htmlType(body: string | Uint8Array): string {
  if (typeof body === 'string') return 'text/html; charset=utf-8';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
    return 'text/html; charset=utf-8';
  } catch {
    return 'text/html';
  }
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** `directory`: files below it are served at the same path where nothing was put. */
export async function servePages(directory?: string): Promise<PageServer> {
  const pages = new Map<string, Served | (() => Served)>();
  const requests: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    requests.push(path);
    let page = pages.get(path);
    if (typeof page === 'function') page = page();
    if (!page && directory) {
      const inside = normalize(path).replace(/^([/\\.])+/, '');
      try {
        const body = await readFile(join(directory, inside));
        page = {
          body,
          headers: {
            'content-type':
              TYPES[extname(inside)] ??
              (extname(inside) === '.html' ? htmlType(body) : 'application/octet-stream'),
          },
        };
      } catch {
        // Not a file of the directory: the 404 below says so.
        page = undefined;
      }
    }
    response.writeHead(page?.status ?? (page ? 200 : 404), {
      'content-type': htmlType(page?.body ?? ''),
      ...page?.headers,
    });
    response.end(page?.body ?? '<!doctype html><title>404</title>');
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    put(path, page) {
      pages.set(path, page);
      return origin + path;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
