import {
  type DBCore,
  type DBCoreMutateRequest,
  type DBCoreMutateResponse,
  type DBCoreTable,
  type DBCoreTransaction,
  Dexie,
  type Middleware,
} from 'dexie';

/**
 * Writes of a transaction that wait for one another, for Firefox.
 *
 * Firefox keeps its databases in SQLite. When a write finds no room (quota or disk), SQLite takes the whole transaction back by
 * itself; Firefox tells of the error, but writes that were on their way by then are carried out after that, each in a
 * transaction of its own, and stay although all of it is aborted: of 3,000 rows put at once 8 to 136 were there (Firefox 153;
 * docs/decisions/0013-one-write-at-a-time.md). So no write is sent before the one before it was answered, and none after one that failed.
 * That costs some 0.1 ms a row.
 */
export const oneWriteAtATime: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'one write at a time',
  // Below all that Dexie itself puts between a table and the browser (from -1 on).
  level: -2,
  create: (core) => {
    const turns = new WeakMap<DBCoreTransaction, Turns>();
    return {
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          mutate: (request) => {
            const turn = turns.get(request.trans) ?? { last: null, broken: null };
            turns.set(request.trans, turn);
            return inTurn(turn, () => writeOneByOne(table, request, turn));
          },
        };
      },
    };
  },
};

/** Of one transaction: the write that was asked for last, and the error after which no more is written. */
interface Turns {
  last: PromiseLike<unknown> | null;
  broken: Error | null;
}

function inTurn<T>(turn: Turns, write: () => Promise<T>): Promise<T> {
  const run = () => (turn.broken ? Dexie.Promise.reject(turn.broken) : write()) as Promise<T>;
  const mine = (turn.last ? turn.last.then(run, run) : run()) as Promise<T>;
  turn.last = mine;
  const over = () => {
    if (turn.last === mine) turn.last = null;
  };
  mine.then(over, over);
  return mine;
}

function writeOneByOne(
  table: DBCoreTable,
  request: DBCoreMutateRequest,
  turn: Turns,
): Promise<DBCoreMutateResponse> {
  const parts = partsOf(request);
  return new Dexie.Promise<DBCoreMutateResponse>((resolve, reject) => {
    const answer: DBCoreMutateResponse = { numFailures: 0, failures: {}, results: [], lastResult: undefined };
    const step = (i: number): void => {
      const part = parts[i];
      if (!part) {
        resolve(answer);
        return;
      }
      table.mutate(part).then((told) => {
        if (told.numFailures > 0) {
          const failure = told.failures[0]!;
          answer.numFailures++;
          answer.failures[i] = failure;
          // A row that breaks a rule is that row's affair; anything else has ended the transaction.
          if (failure.name !== 'ConstraintError') {
            turn.broken = failure;
            resolve(answer);
            return;
          }
        }
        answer.results![i] = told.results?.[0];
        answer.lastResult = told.lastResult;
        step(i + 1);
      }, reject);
    };
    step(0);
  }) as unknown as Promise<DBCoreMutateResponse>;
}

/** The same writes, one in each. */
function partsOf(request: DBCoreMutateRequest): DBCoreMutateRequest[] {
  switch (request.type) {
    case 'add':
    case 'put':
      return request.values.map((value, i) => ({
        ...request,
        values: [value],
        ...(request.keys ? { keys: [request.keys[i]] } : {}),
      }));
    case 'delete':
      return request.keys.map((key) => ({ ...request, keys: [key] }));
    case 'deleteRange':
      return [request];
  }
}
