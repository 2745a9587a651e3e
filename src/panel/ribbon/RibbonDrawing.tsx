/** Bands and joins of the horizontal ribbon. Decoration only: every figure in it is text in the steps. */
import React, { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import type { Row } from '../../analysis/model';
import { ink, layerHue } from '../../shared/ui/theme/ink';
import { linkBetween, type RibbonLayout } from './ribbonLayout';
import type { RibbonModel, RibbonStep } from './ribbonModel';

interface Props {
  readonly model: RibbonModel;
  readonly layout: RibbonLayout;
  readonly row: Row;
}

/** Height of the bar on the lower edge that shows the subject's own part. */
const SELF_BAR = 5;

export function RibbonDrawing({ model, layout, row }: Props) {
  const styles = useStyles2(getRibbonShapes);
  const hatch = useId();
  const { boxes } = layout;
  return (
    <svg className={styles.svg} width={layout.width} height={layout.height} aria-hidden="true">
      <Hatch id={hatch} />
      {model.steps.slice(1).map((step, index) => {
        const { flow, others, strands } = linkBetween(boxes[index], boxes[index + 1], step.callers.length);
        return (
          <g key={step.key}>
            <path className={styles.flow} d={flow} />
            {others && <path d={others} fill={`url(#${hatch})`} />}
            {strands.map((strand, at) => (
              <path key={at} className={styles.strand} d={strand} />
            ))}
          </g>
        );
      })}
      {model.steps.map((step, index) => {
        const box = boxes[index];
        return (
          <g key={step.key}>
            <rect
              className={bandClass(styles, step, model)}
              x={box.x + 0.5}
              y={box.bandTop}
              width={box.width - 1}
              height={box.bandHeight}
              rx={2}
              style={step.kind === 'unknown' ? { fill: `url(#${hatch})` } : undefined}
            />
            {step.isSubject && row.cumShare > 0 && (
              <rect
                className={styles.selfBar}
                x={box.x + 0.5}
                y={box.bandTop + box.bandHeight - Math.min(SELF_BAR, box.bandHeight)}
                width={(box.width - 1) * Math.min(1, row.selfShare / row.cumShare)}
                height={Math.min(SELF_BAR, box.bandHeight)}
                rx={1}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Hatching for what is not on the path or has no name. */
export function Hatch({ id }: { readonly id: string }) {
  const styles = useStyles2(getRibbonShapes);
  return (
    <defs>
      <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V5" className={styles.hatch} />
      </pattern>
    </defs>
  );
}

export type RibbonShapes = ReturnType<typeof getRibbonShapes>;

export function bandClass(styles: RibbonShapes, step: RibbonStep, model: RibbonModel): string {
  return mergedClass(
    styles.band,
    step.isOwned && styles.owned,
    step.kind !== 'frame' && styles.dashed,
    step.isSite && model.layer && styles[model.layer]
  );
}

export const getRibbonShapes = earlyStyles((theme: GrafanaTheme2) => {
  const site = (layer: Parameters<typeof layerHue>[1]) => {
    const hue = layerHue(theme, layer);
    return css({ stroke: hue, fill: `color-mix(in srgb, ${hue} 34%, ${theme.colors.background.primary})` });
  };
  return {
    svg: css({ position: 'absolute', left: 0, top: 0, overflow: 'visible', pointerEvents: 'none' }),
    flow: css({ fill: ink(theme, 0.12) }),
    strand: css({ fill: ink(theme, 0.22), stroke: ink(theme, 0.6), strokeWidth: 0.75 }),
    hatch: css({ stroke: ink(theme, 0.6), strokeWidth: 1.2 }),
    band: css({ stroke: ink(theme, 0.6), strokeWidth: 1, fill: ink(theme, 0.08) }),
    owned: css({ fill: ink(theme, 0.24) }),
    dashed: css({ strokeDasharray: '3 2' }),
    caller: site('caller'),
    leaf: site('leaf'),
    inside: site('inside'),
    callee: site('callee'),
    policy: site('policy'),
    selfBar: css({ fill: ink(theme, 0.75) }),
  };
});
