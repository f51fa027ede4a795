// The part of sql.js (1.16) that is used; the package brings no types.
declare module 'sql.js' {
  type SqlValue = number | string | Uint8Array | null;
  interface Statement {
    run(values?: SqlValue[]): void;
    bind(values?: SqlValue[]): boolean;
    step(): boolean;
    get(): SqlValue[];
    free(): boolean;
  }
  interface Database {
    run(sql: string, values?: SqlValue[]): Database;
    exec(sql: string): { columns: string[]; values: SqlValue[][] }[];
    prepare(sql: string): Statement;
    export(): Uint8Array;
    close(): void;
  }
  export interface SqlJs {
    Database: new (data?: Uint8Array) => Database;
  }
  export default function initSqlJs(options?: { locateFile?: (file: string) => string }): Promise<SqlJs>;
}
declare module 'sql.js/dist/sql-wasm-browser.wasm?url' {
  const url: string;
  export default url;
}
