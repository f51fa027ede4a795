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

const TYPES: Record<string, string> = {
  // No charset: a page's own <meta charset> decides, as for TIS-620 pages.
  '.html': 'text/html',
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
        page = {
          body: await readFile(join(directory, inside)),
          headers: { 'content-type': TYPES[extname(inside)] ?? 'application/octet-stream' },
        };
      } catch {
        // Not a file of the directory: the 404 below says so.
        page = undefined;
      }
    }
    response.writeHead(page?.status ?? (page ? 200 : 404), { 'content-type': 'text/html', ...page?.headers });
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
