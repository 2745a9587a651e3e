/** Stands in for Grafana's `UPlotChart` where there is no canvas: a plot of 100 × 100 whose x scale is what the chart asks for. */
import React, { useEffect, useRef, useState } from 'react';
import type { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';

interface FakeProps {
  readonly config: UPlotConfigBuilder;
  readonly data: uPlot.AlignedData;
  readonly children?: React.ReactNode;
  readonly plotRef?: (plot: uPlot) => void;
}

const SIZE = 100;

export interface FakePlot {
  readonly over: HTMLDivElement;
  readonly setCursor: jest.Mock;
  readonly data: uPlot.AlignedData;
  /** what a pointer does: moves uPlot's cursor and fires its hook */
  pointAt(timeMs: number | null): void;
}

/** Plots that are mounted, in the order of mounting. */
export const fakePlots: FakePlot[] = [];

/** jsdom lays nothing out, so the size is set by hand. */
function createOver(): HTMLDivElement {
  const over = document.createElement('div');
  Object.defineProperties(over, { clientWidth: { value: SIZE }, clientHeight: { value: SIZE } });
  return over;
}

export function FakeUPlotChart({ config, data, children, plotRef }: FakeProps) {
  const host = useRef<HTMLDivElement>(null);
  const [over] = useState(createOver);
  useEffect(() => {
    host.current?.append(over);
    const scales = config.getConfig().scales ?? {};
    const range = scales.x?.range;

    const plot = { over, data, cursor: {}, setCursor: jest.fn() } as unknown as uPlot;
    const xRange = typeof range === 'function' ? range(plot, 0, 0, 'x') : [0, 1];
    const [min, max] = [Number(xRange[0]), Number(xRange[1])];
    Object.assign(plot, {
      scales: { x: { min, max }, y: { min: 0, max: 10 } },
      valToPos: (value: number, scale: string) =>
        scale === 'x' ? ((value - min) / (max - min)) * SIZE : SIZE - value * 10,
      posToVal: (position: number) => min + (position / SIZE) * (max - min),
    });
    const fake: FakePlot = {
      over,
      data,
      setCursor: plot.setCursor as jest.Mock,
      pointAt(timeMs) {
        const left = timeMs === null ? -10 : ((timeMs - min) / (max - min)) * SIZE;
        Object.assign(plot.cursor, { left, event: new MouseEvent('mousemove') });
        config.getConfig().hooks?.setCursor?.forEach((hook) => hook?.(plot));
        Object.assign(plot.cursor, { event: undefined });
      },
    };
    fakePlots.push(fake);
    plotRef?.(plot);
    return () => {
      fakePlots.splice(fakePlots.indexOf(fake), 1);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- like the real one: built anew for a new config only
  }, [config]);
  return (
    <div>
      <div ref={host} />
      {children}
    </div>
  );
}
