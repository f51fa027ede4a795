// Sites on which news was found get the first look with every page (lib/background/early-look.ts), and all pages of a benchmark
// are of one site: here they are of others, which the browser finds on this machine too (RFC 6761, `localhost.`).

/** The same page on a site of its own. */
export function atSite(url: string, name: string): string {
  const moved = new URL(url);
  moved.hostname = `${name}.localhost`;
  return moved.href;
}
