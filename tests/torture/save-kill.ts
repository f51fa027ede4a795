// The browser is killed (SIGKILL, all processes) at random moments of saving articles and comes back on the same profile: what
// was acknowledged is there whole, what was not is there whole or not at all, and the library opens.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BROWSERS, type BrowserName } from '../../tools/browsers/find.ts';
import { servePages } from '../../tools/browsers/serve.ts';
import { buildExtension } from '../../tools/build.ts';
import { randomFrom, rowOf, type TortureOptions, type TortureResult, type TortureRow } from './contract.ts';
import { checkLibrary, openSaver, type Promised } from './save-loop.ts';
import { atMost, killAll, launchOn, makeProfile } from './sessions.ts';

const ROUNDS: Record<TortureOptions['share'], Record<BrowserName, number>> = {
  short: { chrome: 3, firefox: 2 },
  full: { chrome: 200, firefox: 50 },
};
/** A new profile after so many kills, so that reading everything back stays cheap. */
const KILLS_OF_A_PROFILE = 25;
/** The kill comes at most so long after the first acknowledged save, ms. */
const WINDOW = 700;

export async function run({
  seed,
  share,
  browsers = BROWSERS,
  times,
}: TortureOptions): Promise<TortureResult> {
  const rows: TortureRow[] = [];
  for (const browser of browsers)
    rows.push(...(await killWhileSaving(browser, times ?? ROUNDS[share][browser], seed)));
  return { name: 'killed while saving', rows };
}

async function killWhileSaving(name: BrowserName, wanted: number, seed: number): Promise<TortureRow[]> {
  const extension = buildExtension(name);
  const server = await servePages();
  const random = randomFrom(seed);
  const problems: string[] = [];
  const notStarted: string[] = [];
  const started = Date.now();
  let kills = 0;
  let starts = 0;
  let acknowledged = 0;
  let landedUnsaid = 0;
  let story = 0;

  /** Kills until the profile has had its share, then reads everything back once more. */
  const useProfile = async (folder: string, share: number) => {
    const promised = new Map<string, Promised>();
    let articles = 0;
    for (let round = 0; round <= share && starts < wanted * 2; round++) {
      starts++;
      const session = await launchOn(name, extension, folder).catch((error: unknown) => {
        notStarted.push(`start ${starts}: ${String(error)}`);
        return null;
      });
      if (!session) continue;
      try {
        // The first round has nothing to look at: nobody has opened the library yet.
        if (promised.size > 0) {
          const check = await checkLibrary(session.bridge, promised.values());
          if (check.articles < promised.size / 2)
            problems.push(
              `after kill ${kills}: ${session.extensionOrigin} holds ${check.articles} of ${promised.size}; ${storeFiles(folder)}`,
            );
          problems.push(...check.problems.map((problem) => `after kill ${kills}: ${problem}`));
          articles = check.articles;
        }
        if (round === share) {
          await session.close();
          break;
        }
        const saver = await openSaver(session, server);
        let over = false;
        const one = async () => {
          while (!over) {
            const n = story++;
            // Most articles are short; one in eight is long.
            const length = random() < 0.125 ? 300 : 4 + Math.floor(random() * 40);
            // The browser is killed under some of these: no answer, no promise.
            const answer = await saver.save(n, length).catch(() => null);
            if (!answer) return;
            if (answer.ok) promised.set(saver.url(n), saver.promise(n, length, answer));
            else problems.push(`refused with ${answer.error?.name}: ${answer.error?.detail}`);
          }
        };
        const before = promised.size;
        // Two at once, so that transactions wait for each other when the end comes.
        const work = Promise.all([one(), one()]);
        const start = Date.now();
        while (promised.size === before && Date.now() - start < 10_000) await sleep(5);
        await sleep(random() * WINDOW);
        await killAll(session);
        over = true;
        kills++;
        await atMost(work, 1000);
        acknowledged += promised.size - before;
      } catch (error) {
        problems.push(`after kill ${kills}: ${String(error)}`);
        await killAll(session);
      }
    }
    landedUnsaid += articles - promised.size;
  };

  while (kills < wanted && starts < wanted * 2) {
    const profile = makeProfile(`save-kill-${name}`);
    await useProfile(profile.folder, Math.min(KILLS_OF_A_PROFILE, wanted - kills));
    profile.remove();
  }
  await server.close();
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  return [
    rowOf(
      `${name}: acknowledged saves after SIGKILL`,
      `${kills} kills, ${acknowledged} acknowledged saves, ${landedUnsaid} more landed whole before their answer; ${seconds} s`,
      [...problems, ...(kills < wanted ? [`only ${kills} of ${wanted} kills`] : [])],
    ),
    rowOf(`${name}: starts on the killed profile`, `${starts}, ${notStarted.length} failed`, notStarted),
  ];
}

/** Where the browser keeps the library, and how large its files are: for the report of a library that is gone. */
function storeFiles(profile: string): string {
  return readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .filter((name) =>
      /indexeddb.*(?:_0|\.sqlite|\.log|LOG|LOG\.old|MANIFEST-\d+|CURRENT|\.db|\.ldb)$|corrupt/i.test(name),
    )
    .map((name) => `${name} ${statSync(join(profile, name)).size}`)
    .join(', ');
}
