/** The co-mention network of a collection, as GraphML and GEXF 1.3: bodies that stand in the same article are linked. */
import type { Collection, ExportFile } from './collection.ts';
import { xml } from './xml.ts';

export interface Network {
  nodes: { id: string; label: string; thai: string; type: string; articles: number; mentions: number }[];
  /** `weight`: articles in which both stand. */
  edges: { source: string; target: string; weight: number }[];
}

/** `minWeight`: links of fewer articles are left out. */
export function coMentionNetwork({ articles, bodies }: Collection, minWeight = 1): Network {
  const nodes = new Map<string, Network['nodes'][number]>();
  const weights = new Map<string, number>();
  for (const { mentions } of articles) {
    const here = new Set<string>();
    for (const mention of mentions) {
      const body = bodies.get(mention.bodyId);
      if (!body || body.type === 'abbreviation') continue;
      const node = nodes.get(body.id) ?? {
        id: body.id,
        label: body.english[0] || body.thai || mention.surface,
        thai: body.thai,
        type: body.type,
        articles: 0,
        mentions: 0,
      };
      node.mentions++;
      nodes.set(body.id, node);
      here.add(body.id);
    }
    const ids = [...here].sort();
    for (const [i, a] of ids.entries()) {
      nodes.get(a)!.articles++;
      for (const b of ids.slice(i + 1)) weights.set(`${a} ${b}`, (weights.get(`${a} ${b}`) ?? 0) + 1);
    }
  }
  const edges = [...weights]
    .filter(([, weight]) => weight >= minWeight)
    .map(([pair, weight]) => {
      const [source, target] = pair.split(' ') as [string, string];
      return { source, target, weight };
    });
  return { nodes: [...nodes.values()], edges };
}

export function graphmlFile(network: Network): ExportFile {
  const data = (key: string, value: string | number) => `<data key="${key}">${xml(String(value))}</data>`;
  return {
    name: 'wonglep-network.graphml',
    type: 'application/graphml+xml;charset=utf-8',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="thai" for="node" attr.name="thai" attr.type="string"/>
  <key id="type" for="node" attr.name="type" attr.type="string"/>
  <key id="articles" for="node" attr.name="articles" attr.type="int"/>
  <key id="mentions" for="node" attr.name="mentions" attr.type="int"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="int"/>
  <graph id="co-mentions" edgedefault="undirected">
${network.nodes.map((n) => `    <node id="${xml(n.id)}">${data('label', n.label)}${data('thai', n.thai)}${data('type', n.type)}${data('articles', n.articles)}${data('mentions', n.mentions)}</node>\n`).join('')}${network.edges.map((e, i) => `    <edge id="e${i}" source="${xml(e.source)}" target="${xml(e.target)}">${data('weight', e.weight)}</edge>\n`).join('')}  </graph>
</graphml>
`,
  };
}

export function gexfFile(network: Network): ExportFile {
  return {
    name: 'wonglep-network.gexf',
    type: 'application/xml;charset=utf-8',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <meta><creator>Wonglep</creator><description>Bodies that stand in the same articles</description></meta>
  <graph defaultedgetype="undirected" mode="static">
    <attributes class="node">
      <attribute id="thai" title="thai" type="string"/>
      <attribute id="type" title="type" type="string"/>
      <attribute id="articles" title="articles" type="integer"/>
      <attribute id="mentions" title="mentions" type="integer"/>
    </attributes>
    <nodes>
${network.nodes.map((n) => `      <node id="${xml(n.id)}" label="${xml(n.label)}"><attvalues><attvalue for="thai" value="${xml(n.thai)}"/><attvalue for="type" value="${xml(n.type)}"/><attvalue for="articles" value="${n.articles}"/><attvalue for="mentions" value="${n.mentions}"/></attvalues></node>\n`).join('')}    </nodes>
    <edges>
${network.edges.map((e, i) => `      <edge id="${i}" source="${xml(e.source)}" target="${xml(e.target)}" weight="${e.weight}"/>\n`).join('')}    </edges>
  </graph>
</gexf>
`,
  };
}
