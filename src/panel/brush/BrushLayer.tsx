/**
 * A region drawn over the dots with the pointer. Drawing is a drag anywhere in the plot, over dots too; a click stays a
 * click. An almost level drag takes the whole height, as one that chooses a time does elsewhere in Grafana.
 *
 * The keyboard's way to the same is the button in the list of slow requests.
 */
import React, { useEffect, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type uPlot from 'uplot';
import type { Region } from '../../correlate/requestGroups';
import { ink } from '../../shared/ui/theme/ink';
import type { Box } from './brushGeometry';
import { listenForRegions } from './listenForRegions';
import { brushTestIds } from './testIds';

export interface BrushLayerProps {
  readonly plot: uPlot;
  /** the region that is compared now */
  readonly region: Region | null;
  onBrush(region: Region): void;
}

export function BrushLayer({ plot, region, onBrush }: BrushLayerProps) {
  const styles = useStyles2(getStyles);
  const [drawn, setDrawn] = useState<Box | null>(null);
  const notify = useRef(onBrush);
  useEffect(() => {
    notify.current = onBrush;
  });

  useEffect(() => listenForRegions(plot, { draw: setDrawn, choose: (chosen) => notify.current(chosen) }), [plot]);

  const box = drawn ?? (region === null ? null : placeOf(plot, region));
  return box && <div className={styles.region} style={box} aria-hidden="true" data-testid={brushTestIds.region} />;
}

/** Where a region lies on the plot as it is drawn now; null where none of it is in view. */
function placeOf(plot: uPlot, { fromMs, toMs, fromSeconds, toSeconds }: Region): Box | null {
  const { clientWidth, clientHeight } = plot.over;
  const within = (position: number, most: number) => Math.min(most, Math.max(0, position));
  const left = within(plot.valToPos(fromMs, 'x'), clientWidth);
  const right = within(plot.valToPos(toMs, 'x'), clientWidth);
  const top = Number.isFinite(toSeconds) ? within(plot.valToPos(toSeconds, 'y'), clientHeight) : 0;
  const bottom = fromSeconds > 0 ? within(plot.valToPos(fromSeconds, 'y'), clientHeight) : clientHeight;
  return right - left < 1 || bottom - top < 1 ? null : { left, top, width: right - left, height: bottom - top };
}

const getStyles = (theme: GrafanaTheme2) => ({
  region: css({
    position: 'absolute',
    pointerEvents: 'none',
    background: ink(theme, 0.1),
    borderBottom: `1px solid ${ink(theme, 0.6)}`,
  }),
});
