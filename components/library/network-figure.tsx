import { type ReactNode, useCallback, useMemo } from 'react';
import { t } from '../../lib/i18n.ts';
import { networkOf } from '../../lib/library/body-statistics.ts';
import type { BodyRow } from '../../lib/library/rows.ts';
import { bodyLabel } from './body-name.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { useLibrary } from './library-context.tsx';
import { href } from './route.ts';

interface Props {
  bodies: readonly BodyRow[];
  centre: string | null;
  /** Begins the names of saved files. */
  name: string;
  actions?: ReactNode;
}

const HEIGHT = 430;
/** Weakest lines are left out of a crowded picture; the table has them all. */
const DRAWN_LINKS = 140;

/** Who is named together with whom, drawn, and as a table. */
export function NetworkFigure({ bodies, centre, name, actions }: Props) {
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
  const rows = links.map((link) => [label(link.source), label(link.target), link.articles]);
  if (!links.length) return <p className="quiet">{t('body_network_none')}</p>;
  return (
    <ChartFigure
      title={t('body_network')}
      help={t('body_network_help')}
      name={name}
      height={HEIGHT}
      draw={draw}
      actions={actions}
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
