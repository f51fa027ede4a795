/**
 * The extension's own pages run under Trusted Types (wxt.config.ts): no text becomes elements or script there. Two things
 * must still be parsed, imported files and saved articles, both into documents of their own in which nothing runs or loads.
 * They pass through this one policy; nothing else can make another (`trusted-types wonglep`).
 */
interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}
interface PolicyWorld {
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
}

const WORKER = /^(?:chrome|moz)-extension:\/\/[\w-]+\/assets\/copy-worker-[\w-]+\.js$/;

let policy: Policy | null | undefined;

/** `null` in a web page: there a policy could be seen by the page's own rules, and the script's own world needs none. */
export function inertPolicy(): Policy | null {
  if (policy !== undefined) return policy;
  const own = typeof location === 'object' && location.protocol.endsWith('-extension:');
  const { trustedTypes } = globalThis as PolicyWorld;
  policy =
    own && trustedTypes
      ? trustedTypes.createPolicy('wonglep', {
          createHTML: (text) => text,
          // Of a text no script address is ever made but that of the one worker, a file of the extension.
          createScriptURL: (url) => (WORKER.test(url) ? url : ''),
        })
      : null;
  return policy;
}

/** The address of the extension's worker, in a form that `new Worker` takes under Trusted Types. */
export function trustedWorker(path: string): string {
  const { href } = new URL(path, location.href);
  // What a policy gives is an object of the browser's that stands for the address; the types know only the address.
  return inertPolicy()?.createScriptURL(href) ?? href;
}

/** A document of its own: its scripts do not run, nothing in it is requested. */
export function parseInert(html: string): Document {
  const trusted = inertPolicy()?.createHTML(html) ?? html;
  return new DOMParser().parseFromString(trusted, 'text/html');
}
