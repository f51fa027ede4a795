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
          // No script address is ever made of a text.
          createScriptURL: () => '',
        })
      : null;
  return policy;
}

/** A document of its own: its scripts do not run, nothing in it is requested. */
export function parseInert(html: string): Document {
  const trusted = inertPolicy()?.createHTML(html) ?? html;
  return new DOMParser().parseFromString(trusted, 'text/html');
}
