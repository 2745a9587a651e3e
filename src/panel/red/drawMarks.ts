/** Marks that are drawn into a chart's canvas: deploy flags and the region of slow requests. */
import type { GrafanaTheme2 } from '@grafana/data';
import type uPlot from 'uplot';
import type { DeployMarker } from '../../correlate/deploys';
import { ink } from '../../shared/ui/theme/ink';

/** uPlot draws in device pixels; everything below is given in CSS pixels and multiplied by this. */
const pixelRatio = () => window.devicePixelRatio || 1;

/** Everything at or above the limit, with the limit as its lower edge. */
export function drawSlowRegion(u: uPlot, theme: GrafanaTheme2, limitSeconds: number | null): void {
  const { min, max } = u.scales.y;
  if (limitSeconds === null || min == null || max == null || limitSeconds <= min || limitSeconds >= max) {
    return;
  }
  const { ctx, bbox } = u;
  const edge = Math.round(u.valToPos(limitSeconds, 'y', true));
  ctx.save();
  ctx.fillStyle = ink(theme, 0.1);
  ctx.fillRect(bbox.left, bbox.top, bbox.width, edge - bbox.top);
  ctx.strokeStyle = ink(theme, 0.6);
  ctx.lineWidth = pixelRatio();
  ctx.beginPath();
  ctx.moveTo(bbox.left, edge);
  ctx.lineTo(bbox.left + bbox.width, edge);
  ctx.stroke();
  ctx.restore();
}

const FLAG_SIZE = 8;
const LABEL_GAP = 6;

/** Dashed line with a flag at every deploy in view; the version's name on the chart that is told to. */
export function drawDeploys(
  u: uPlot,
  theme: GrafanaTheme2,
  deploys: readonly DeployMarker[],
  options: { readonly withLabel: boolean }
): void {
  const { min, max } = u.scales.x;
  const inView = deploys.filter(({ timeMs }) => min != null && max != null && timeMs >= min && timeMs <= max);
  const { ctx, bbox } = u;
  const ratio = pixelRatio();
  ctx.save();
  for (const { timeMs, version } of inView) {
    const x = Math.round(u.valToPos(timeMs, 'x', true));
    ctx.strokeStyle = ink(theme, 0.6);
    ctx.lineWidth = ratio;
    ctx.setLineDash([2 * ratio, 2 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = ink(theme, 0.75);
    const half = (FLAG_SIZE / 2) * ratio;
    ctx.beginPath();
    ctx.moveTo(x - half, bbox.top - FLAG_SIZE * ratio);
    ctx.lineTo(x + half, bbox.top - FLAG_SIZE * ratio);
    ctx.lineTo(x, bbox.top);
    ctx.fill();
    if (options.withLabel) {
      drawLabel(u, theme, x, version);
    }
  }
  ctx.restore();
}

function drawLabel(u: uPlot, theme: GrafanaTheme2, x: number, version: string): void {
  const { ctx, bbox } = u;
  const ratio = pixelRatio();
  const text = /^\d/.test(version) ? `v${version}` : version;
  ctx.font = `${theme.typography.fontWeightMedium} ${11 * ratio}px ${theme.typography.fontFamily}`;
  ctx.textBaseline = 'middle';
  const gap = LABEL_GAP * ratio;
  const fitsRight = x + gap + ctx.measureText(text).width <= bbox.left + bbox.width;
  ctx.textAlign = fitsRight ? 'left' : 'right';
  const left = fitsRight ? x + gap : x - gap;
  const top = bbox.top - (FLAG_SIZE / 2) * ratio;
  // A halo in the panel's colour keeps the name readable over lines.
  ctx.lineWidth = 3 * ratio;
  ctx.strokeStyle = theme.colors.background.primary;
  ctx.strokeText(text, left, top);
  ctx.fillStyle = theme.colors.text.primary;
  ctx.fillText(text, left, top);
}
