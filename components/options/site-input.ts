import { siteOf } from '../../lib/settings.ts';

/** The site that was meant by what was typed or pasted: a host, a host with path, or an address; null if it is none. */
export function readSite(typed: string): string | null {
  const text = typed.trim().replace(/^\*\./, '');
  if (!text || /\s/.test(text)) return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const host = siteOf(hostname);
  const local = host === 'localhost' || /^\[?[\d.:a-f]+\]?$/.test(host);
  return host.includes('.') || local ? host : null;
}
