/** Hands a file to the browser's downloads. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken hold of the data by then; the page should not keep it for good.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A file name out of a name of any script. */
export function fileName(name: string, extension: string): string {
  const safe = name
    .replace(/[\\/:*?"<>|\s.]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return `${safe || 'wonglep'}.${extension}`;
}

/** The drawn chart as a file of its own: its colours are written out, because it leaves the page's stylesheet behind. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  const properties = ['fill', 'stroke', 'font-family', 'font-size', 'color', 'opacity', 'stroke-width'];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const property of properties) to[i]!.style.setProperty(property, style.getPropertyValue(property));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.setProperty('background', getComputedStyle(document.body).backgroundColor);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}`;
}
