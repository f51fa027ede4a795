/**
 * Reading a page's DOM whatever the page calls its form fields.
 *
 * `<form><input name="firstChild">` makes `form.firstChild` an input, and `<img name="body">` does the same to
 * `document.body` (HTML's named access on forms and documents, which isolated worlds share). Half of the sites of
 * Thai authorities wrap their whole page in one ASP.NET form, so forms cannot just be left out. Reading through the
 * prototype never meets the named properties.
 */
export function read<T extends object, K extends keyof T>(object: T, key: K): T[K] {
  let slot = slots[key as string];
  for (let at: object = object; !slot; slots[key as string] = slot) {
    at = Object.getPrototypeOf(at) as object;
    slot = Object.getOwnPropertyDescriptor(at, key);
  }
  return (slot.get ? slot.get.call(object) : slot.value) as T[K];
}

/**
 * What prototypes hold under the names that are read, found once each: looking them up again for every node took most of
 * the time on a long page. A name is read of one interface only (`querySelector` of documents, not of elements).
 */
const slots: Record<string, PropertyDescriptor | undefined> = {};

export function tagOf(element: Element): string {
  return read(element, 'localName');
}

/** Whether it has any attribute: one question in place of one for each, as most paragraphs have none. */
export function hasAttributes(element: Element): boolean {
  return read(element, 'hasAttributes').call(element);
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
