import type { SqlJs } from 'sql.js';

/** SQLite as the extension brings it, loaded only when a package is written or read (660 KB of wasm, from the extension itself). */
export async function loadSqlJs(): Promise<SqlJs> {
  const [{ default: initSqlJs }, { default: wasm }] = await Promise.all([
    import('sql.js'),
    import('sql.js/dist/sql-wasm-browser.wasm?url'),
  ]);
  return initSqlJs({ locateFile: () => wasm });
}
