// The project's own TypeScript for a bare page: types are stripped as Node does, the browser follows the imports.
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { PageServer } from '../../tools/browsers/serve.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Serves `path` (`lib/highlight/painter.ts`) and whatever it imports from the project, at the same paths. */
export function serveSource(server: PageServer, path: string, served = new Set<string>()): string {
  if (served.has(path)) return `${server.origin}/${path}`;
  served.add(path);
  const code = stripTypeScriptTypes(readFileSync(`${root}${path}`, 'utf8'));
  for (const [, from] of code.matchAll(/(?:from|import)\s*['"](\.[^'"]+)['"]/g)) {
    serveSource(server, new URL(from!, `file:///${path}`).pathname.slice(1), served);
  }
  return server.put(`/${path}`, {
    body: code,
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  });
}
