// A Vite plugin that leaves out WXT's wrapper (logging, catching, about 440 bytes) around the script that every page
// gets: docs/decisions say 8 KB for all of it, and it has nothing to log to.
import type { Plugin } from 'vite';

/** @param entrypoint end of the entrypoint's path, e.g. `entrypoints/detect.ts` */
export function bareScript(entrypoint: string): Plugin {
  return {
    name: 'wonglep:bare-script',
    transform(code, id) {
      if (!id.includes('virtual:wxt-unlisted-script-entrypoint') || !id.endsWith(entrypoint)) return null;
      const from = /from\s*"([^"]+)"/.exec(code)?.[1];
      return `import definition from ${JSON.stringify(from)};\ndefinition.main();`;
    },
  };
}
