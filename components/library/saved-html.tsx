import { useLayoutEffect, useRef } from 'react';

/** A saved article's markup, put in as the nodes that the sanitiser gave: no text is parsed in this page. */
export function SavedHtml({ nodes }: { nodes: DocumentFragment }) {
  const root = useRef<HTMLDivElement>(null);
  // Before the reader looks at it, which it does in an effect.
  useLayoutEffect(() => root.current?.replaceChildren(nodes.cloneNode(true)), [nodes]);
  return <div className="saved-html" ref={root} />;
}
