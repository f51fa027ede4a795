// Sites on which news was found get the first look with every page (lib/background/early-look.ts), and all pages of a benchmark
// are of one site: here that is taken back, and given again.
import type { Session } from '../../tools/browsers/launch.ts';

interface Scripting {
  scripting: {
    getRegisteredContentScripts(): Promise<unknown[]>;
    registerContentScripts(scripts: unknown[]): Promise<void>;
    unregisterContentScripts(): Promise<void>;
  };
}

/** Runs `work` as on a site where no news was read before. */
export async function asNewSite<T>({ bridge }: Session, work: () => Promise<T>): Promise<T> {
  const known = await bridge.evaluate(async () => {
    const { browser, chrome } = globalThis as unknown as { browser?: Scripting; chrome?: Scripting };
    const { scripting } = (browser ?? chrome)!;
    const scripts = await scripting.getRegisteredContentScripts();
    await scripting.unregisterContentScripts();
    return JSON.stringify(scripts);
  });
  try {
    return await work();
  } finally {
    await bridge.evaluate(async (scripts) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Scripting; chrome?: Scripting };
      await (browser ?? chrome)!.scripting.registerContentScripts(JSON.parse(scripts) as unknown[]);
    }, known);
  }
}
