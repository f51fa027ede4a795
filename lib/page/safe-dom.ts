/**
 * Reading a page's DOM whatever the page calls its form fields.
 *
 * `<form><input name="firstChild">` makes `form.firstChild` an input, and `<img name="body">` does the same to
 * `document.body` (HTML's named access on forms and documents, which isolated worlds share). Half of the sites of
 * Thai authorities wrap their whole page in one ASP.NET form, so forms cannot just be left out. Reading through the
 * prototype never meets the named properties.
 */
export function read<T extends object, K extends keyof T>(object: T, key: K): T[K] {
  return Reflect.get(Object.getPrototypeOf(object) as object, key, object) as T[K];
}

export function tagOf(element: Element): string {
  return read(element, 'localName');
}

export function attributeOf(element: Element, name: string): string | null {
  return read(element, 'getAttribute').call(element, name);
}

export function query(document: Document, selector: string): Element | null {
  return read(document, 'querySelector').call(document, selector);
}

export function queryAll(document: Document, selector: string): Element[] {
  return [...read(document, 'querySelectorAll').call(document, selector)];
}

/**
 * Gives `visit` what is rendered directly inside `element`: the children of its open shadow tree, what fills a slot,
 * the body of a same-origin frame, or its own children.
 */
export function eachRenderedChild(element: Element, tag: string, visit: (node: Node) => void): void {
  if (tag === 'iframe') {
    // The browser sets up a world for scripts in every frame whose document is read, up to 30 ms each on a page that
    // is loading: not for the frames of advertisements, which have no source or another site's.
    const { src, srcdoc, ownerDocument } = element as HTMLIFrameElement;
    if (!srcdoc && !src.startsWith(`${ownerDocument.location.origin}/`)) return;
    const body = (element as HTMLIFrameElement).contentDocument?.body;
    if (body) visit(body);
    return;
  }
  const assigned = tag === 'slot' ? (element as HTMLSlotElement).assignedNodes() : [];
  assigned.forEach(visit);
  if (assigned[0]) return;
  let node = read((read(element, 'shadowRoot') ?? element) as Node, 'firstChild');
  while (node) {
    visit(node);
    node = read(node as Node, 'nextSibling');
  }
}
