import React, { useEffect, useMemo } from 'react';
import { css } from '@emotion/css';
import { FieldColorModeId, type GrafanaTheme2, type PanelData } from '@grafana/data';
import { config } from '@grafana/runtime';
import {
  EmbeddedScene,
  SceneDataNode,
  SceneFlexItem,
  SceneFlexLayout,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import { LegendDisplayMode, type VizLegendOptions } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { resultPanels } from './resultPanels';

/** The frames of a query, each in the panel that it asks for, and their notices, which Grafana shows in a panel's title. */
export function Results({ data }: { readonly data: PanelData }) {
  const styles = useStyles2(getStyles);
  const panels = resultPanels(data.series, Object.keys(config.panels));
  // The panels stay while their data changes; a series frame more or less changes no panel.
  const kinds = JSON.stringify(panels.map(({ pluginId, title, height }) => ({ pluginId, title, height })));
  const { from, to } = data.timeRange;
  const { scene, nodes } = useMemo(
    () => buildScene(JSON.parse(kinds) as PanelKind[], { from: from.toISOString(), to: to.toISOString() }),
    [kinds, from, to]
  );
  useEffect(() => {
    panels.forEach(({ frames }, i) =>
      nodes[i]?.setState({ data: { ...data, series: [...frames], structureRev: (data.structureRev ?? 0) + 1 } })
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `panels` is derived from `data`
  }, [data, nodes]);
  const notices = data.series.flatMap(({ meta }) => meta?.notices ?? []);
  return (
    <>
      {notices.length > 0 && (
        <ul className={styles.notices} aria-label="Notices">
          {notices.map(({ severity, text }, i) => (
            <li key={i} className={severity === 'info' ? undefined : styles.warning}>
              {text}
            </li>
          ))}
        </ul>
      )}
      <scene.Component model={scene} />
    </>
  );
}

/** What Grafana's own panels start with; the host's have no defaults of their own. */
const fieldConfig = { defaults: { color: { mode: FieldColorModeId.PaletteClassic } }, overrides: [] };
const legend: VizLegendOptions = {
  showLegend: true,
  displayMode: LegendDisplayMode.List,
  placement: 'bottom',
  calcs: [],
};
const optionsOf = (pluginId: string) => (pluginId === 'timeseries' ? { legend } : {});

interface PanelKind {
  readonly pluginId: string;
  readonly title: string;
  readonly height: number;
}

function buildScene(kinds: readonly PanelKind[], range: { readonly from: string; readonly to: string }) {
  const nodes = kinds.map(() => new SceneDataNode());
  const scene = new EmbeddedScene({
    $timeRange: new SceneTimeRange(range),
    body: new SceneFlexLayout({
      direction: 'column',
      children: kinds.map(
        ({ pluginId, title, height }, i) =>
          new SceneFlexItem({
            minHeight: height,
            body: new VizPanel({ pluginId, title, $data: nodes[i], options: optionsOf(pluginId), fieldConfig }),
          })
      ),
    }),
  });
  return { scene, nodes };
}

const getStyles = (theme: GrafanaTheme2) => ({
  notices: css({
    margin: theme.spacing(0, 0, 1),
    paddingLeft: theme.spacing(2.5),
    color: theme.colors.text.secondary,
  }),
  warning: css({ color: theme.colors.warning.text }),
});
