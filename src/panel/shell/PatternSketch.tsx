/** The four shapes of the cheat sheet, drawn like the ribbon. The site is marked `data-site` and coloured by its parent. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { ink } from '../../shared/ui/theme/ink';

export type Pattern = 'concentrated' | 'shared' | 'self' | 'dispatcher';

export function PatternSketch({ pattern, className }: { readonly pattern: Pattern; readonly className?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <svg className={cx(styles.sketch, className)} width={190} height={64} viewBox="0 0 190 64" aria-hidden="true">
      {shapes[pattern]}
    </svg>
  );
}

const flow = (d: string) => <path data-flow d={d} />;
const box = (x: number, y: number, width: number, height: number, site = false) => (
  <rect data-box {...(site && { 'data-site': true })} x={x} y={y} width={width} height={height} rx={2} />
);

const shapes: Record<Pattern, React.ReactNode> = {
  concentrated: (
    <>
      {flow('M60 18H112V42H60ZM40 52L112 40V43L40 56Z')}
      {box(6, 16, 54, 28, true)}
      {box(1, 51, 39, 6)}
      {box(112, 15, 62, 30)}
    </>
  ),
  shared: (
    <>
      {[4, 16, 28, 40, 52].map((y, index) => (
        <React.Fragment key={y}>
          {flow(`M42 ${y + 1}L112 ${18 + index * 6}V${23 + index * 6}L42 ${y + 5}Z`)}
          {box(1, y, 41, 6)}
        </React.Fragment>
      ))}
      {box(112, 17, 60, 32, true)}
    </>
  ),
  self: (
    <>
      {flow('M56 20H88V46H56ZM150 22H168V25H150ZM150 32H168V35H150ZM150 42H168V45H150Z')}
      {box(1, 18, 55, 28)}
      {box(88, 16, 62, 32, true)}
      {box(168, 20, 14, 6)}
      {box(168, 30, 14, 6)}
      {box(168, 40, 14, 6)}
    </>
  ),
  dispatcher: (
    <>
      {flow('M50 18H88V44H50ZM50 44L88 53V56L50 48Z')}
      {box(1, 16, 49, 34)}
      {box(88, 16, 78, 28, true)}
      {box(88, 51, 32, 6)}
    </>
  ),
};

const getStyles = (theme: GrafanaTheme2) => ({
  sketch: css({
    display: 'block',
    '& [data-flow]': { fill: ink(theme, 0.2) },
    '& [data-box]': { fill: ink(theme, 0.24), stroke: ink(theme, 0.6) },
    '& [data-site]': { strokeWidth: 2 },
  }),
});
