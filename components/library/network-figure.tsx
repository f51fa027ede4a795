import { useCallback, useMemo } from 'react';
import { gexfFile, graphmlFile } from '../../lib/exchange/network.ts';
import { t } from '../../lib/i18n.ts';
import { networkOf } from '../../lib/library/body-statistics.ts';
import type { BodyRow } from '../../lib/library/rows.ts';
import { Button } from '../ui/button.tsx';
import { bodyLabel } from './body-name.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { useLibrary } from './library-context.tsx';
import { href } from './route.ts';
import { fileName, saveFile } from './save-file.ts';

interface Props {
  bodies: readonly BodyRow[];
  centre: string | null;
  /** Begins the names of saved files. */
  name: string;
}

const HEIGHT = 430;
/** Weakest lines are left out of a crowded picture; the table has them all. */
const DRAWN_LINKS = 140;

/** Who is named together with whom, drawn, and as a table. */
export function NetworkFigure({ bodies, centre, name }: Props) {
  const { catalogue, version } = useLibrary();
  const links = useMemo(() => {
    void version;
    return networkOf(
      catalogue,
      bodies.map((body) => body.id),
    );
  }, [catalogue, version, bodies]);
  const byId = useMemo(() => new Map(bodies.map((body) => [body.id, body])), [bodies]);
  const draw = useCallback(
    async (width: number) => {
      const [{ drawNetwork }, { layoutNetwork }] = await Promise.all([
        import('./draw-charts.ts'),
        import('../../lib/library/network-layout.ts'),
      ]);
      const tallies = catalogue.tallies();
      const drawn = links.slice(0, DRAWN_LINKS);
      const linked = new Set(drawn.flatMap((link) => [link.source, link.target]));
      const nodes = bodies
        .filter((body) => linked.has(body.id) || body.id === centre)
        .map((body) => ({
          id: body.id,
          label: bodyLabel(body),
          mentions: tallies.get(body.id)?.mentions ?? 0,
        }));
      return drawNetwork(layoutNetwork(nodes, drawn, centre), drawn, width, HEIGHT, {
        label: t('body_network'),
        centre,
      });
    },
    [catalogue, links, bodies, centre],
  );
  const label = (id: string) => {
    const body = byId.get(id);
    return body ? bodyLabel(body) : '';
  };
  const saveNetwork = (format: 'graphml' | 'gexf') => {
    const tallies = catalogue.tallies();
    const network = {
      nodes: bodies.map((body) => ({
        id: body.id,
        label: bodyLabel(body),
        thai: body.thai,
        type: body.type,
        ...(tallies.get(body.id) ?? { mentions: 0, articles: 0 }),
      })),
      edges: links.map(({ source, target, articles }) => ({ source, target, weight: articles })),
    };
    const file = format === 'gexf' ? gexfFile(network) : graphmlFile(network);
    saveFile(fileName(name, format), file.type, file.text);
  };
  const rows = links.map((link) => [label(link.source), label(link.target), link.articles]);
  if (!links.length) return <p className="quiet">{t('body_network_none')}</p>;
  return (
    <ChartFigure
      title={t('body_network')}
      help={t('body_network_help')}
      name={name}
      height={HEIGHT}
      draw={draw}
      actions={
        <>
          <Button kind="plain" small onClick={() => saveNetwork('graphml')}>
            {t('body_export_graphml')}
          </Button>
          <Button kind="plain" small onClick={() => saveNetwork('gexf')}>
            {t('body_export_gexf')}
          </Button>
        </>
      }
      table={{ head: [t('body_network_from'), t('body_network_to'), t('body_articles_heading')], rows }}
    >
      {links.slice(0, 200).map((link) => (
        <tr key={`${link.source}${link.target}`}>
          <td>
            <a href={href({ page: 'organisation', id: link.source })}>{label(link.source)}</a>
          </td>
          <td>
            <a href={href({ page: 'organisation', id: link.target })}>{label(link.target)}</a>
          </td>
          <td>{link.articles}</td>
        </tr>
      ))}
    </ChartFigure>
  );
}
