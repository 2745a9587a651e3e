/** The ribbon in panels under 480 px: one step a line, leaf at the bottom, a 48 px spine on the left. */
import React, { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import { formatShare } from '../../shared/lib/format';
import { Glyph } from '../../shared/ui/icons/Glyph';
import { t } from '../../shared/ui/i18n/translate';
import { cutAtTheEnd, cutFromTheLeft } from '../../shared/ui/names/FunctionName';
import { fullName, placeText, shortPackage } from '../../shared/ui/names/nameText';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { focusRing, ink } from '../../shared/ui/theme/ink';
import { RovingButton } from '../../shared/ui/tips/TipAnchor';
import { ToggleCard } from '../../shared/ui/tips/ToggleCard';
import { VisuallyHidden } from '../../shared/ui/tips/VisuallyHidden';
import { testIds } from '../testIds';
import { CallersBadge } from './CallersBadge';
import { FrameCard } from './FrameCard';
import type { DrawnRibbonProps } from './Ribbon';
import { bandClass, getRibbonShapes, Hatch } from './RibbonDrawing';
import type { RibbonModel } from './ribbonModel';
import { calleesBadge, callersBadges, laneTexts, stepCum, stepDetail, stepLabel, stepName } from './ribbonText';
import { useRibbonKeys } from './useRibbonKeys';
import { siteHues, smallText } from './ribbonStyles';

const SPINE = 48;
const STEP_HEIGHT = 44;
const FLAG_HEIGHT = 26;
const BADGE_HEIGHT = 26;
const RULE_HEIGHT = 16;

interface PlacedStep {
  readonly top: number;
  readonly height: number;
  readonly band: number;
  /** words of the lane that starts here, with the rule above the step */
  readonly laneStart: string | null;
}

export function VerticalRibbon(props: DrawnRibbonProps) {
  const { row, model, sampleTotal, choice, focusRequest, onLeave, onCopy, onOtherCaller } = props;
  const styles = useStyles2(getStyles);
  const shapes = useStyles2(getRibbonShapes);
  const hatch = useId();
  const { list, current, onKeyDown, onFocusStep } = useRibbonKeys({
    model,
    rowId: row.id,
    vertical: true,
    focusRequest,
    onLeave,
    onCopy,
    onOtherCaller,
  });
  const placed = place(model);
  const last = placed[placed.length - 1];
  const height = last ? last.top + last.height : 0;
  return (
    <div className={styles.ribbon} style={{ height }} data-testid={testIds.ribbon}>
      <svg className={shapes.svg} width={SPINE + 20} height={height} aria-hidden="true">
        <Hatch id={hatch} />
        {placed.map(({ top, height: stepHeight, band }, index) => {
          const next = placed[index + 1];
          const bottom = top + stepHeight - 10;
          return (
            <g key={model.steps[index].key}>
              {next && (
                <path
                  className={shapes.flow}
                  d={`M2 ${bottom}V${next.top + 2}H${2 + Math.min(band, next.band)}V${bottom}Z`}
                />
              )}
              {next && next.band - band > 1 && (
                <path
                  fill={`url(#${hatch})`}
                  d={`M${2 + band} ${next.top + 2}L${SPINE + 5} ${next.top - 10}h${Math.max(3, next.band - band)}L${2 + next.band} ${next.top + 2}Z`}
                />
              )}
              <rect
                className={bandClass(shapes, model.steps[index], model)}
                x={2}
                y={top + 2}
                width={band}
                height={bottom - top - 2}
                rx={2}
                style={model.steps[index].kind === 'unknown' ? { fill: `url(#${hatch})` } : undefined}
              />
            </g>
          );
        })}
      </svg>
      <ol
        ref={list}
        className={styles.list}
        aria-label={t('ribbon.call-path-of-root-to', 'Call path of {{shortName}}, root to leaf', {
          shortName: row.subject.shortName,
        })}
        onKeyDown={onKeyDown}
      >
        {model.steps.map((step, index) => {
          const { top, height: stepHeight, laneStart } = placed[index];
          const [badge] = callersBadges(step);
          const note = calleesBadge(step);
          const packageName = step.kind === 'folded' ? stepDetail(step) : shortPackage(step.func.packageName);
          return (
            <li key={step.key}>
              {laneStart && (
                <div className={styles.rule} style={{ top: top - RULE_HEIGHT / 2 - 2 }}>
                  <span>{laneStart}</span>
                </div>
              )}
              <ToggleCard content={<FrameCard step={step} row={row} onCopy={onCopy} />} placement="bottom">
                <RovingButton
                  className={mergedClass(
                    styles.step,
                    step.isSite && model.layer && styles.site,
                    step.isSite && model.layer && styles[model.layer]
                  )}
                  style={{ top, height: stepHeight }}
                  isTabStop={index === current}
                  title={step.kind === 'frame' ? fullName(step.func) : undefined}
                  data-step={index}
                  data-testid={testIds.ribbonStep}
                  onFocus={() => onFocusStep(index)}
                >
                  <VisuallyHidden>{stepLabel(step, row, model.steps[index + 1])}</VisuallyHidden>
                  <span className={styles.line} aria-hidden="true">
                    <span className={styles.name}>{stepName(step)}</span>
                    <span className={mergedClass(styles.detail, step.kind === 'frame' && styles.package)}>
                      <bdi dir="ltr">{packageName}</bdi>
                    </span>
                    <span className={styles.share}>{formatShare(step.retention)}</span>
                  </span>
                  <span className={styles.detail} aria-hidden="true">
                    {stepCum(step, row, { isTight: false, sampleTotal })}
                    {step.recursion > 1 &&
                      t('ribbon.recursive', ' · recursive ×{{recursion}}', { recursion: step.recursion })}
                    {note && ` · ${note}`}
                  </span>
                  {step.isSite && (
                    <span className={styles.line} aria-hidden="true">
                      <span className={styles.flag}>
                        <Glyph name="pen" size="xs" />
                        {t('ribbon.edit-here', 'Edit here')}
                      </span>
                      <span className={styles.detail}>{placeText(step.func)}</span>
                    </span>
                  )}
                </RovingButton>
              </ToggleCard>
              {badge && (
                <CallersBadge
                  step={step}
                  text={badge}
                  choice={choice}
                  className={styles.badge}
                  style={{ top: top + stepHeight - BADGE_HEIGHT - 2 }}
                />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function place(model: RibbonModel): PlacedStep[] {
  let top = 0;
  return model.steps.map((step, index) => {
    const lane = index > 0 ? model.lanes.find(({ from }) => from === index) : undefined;
    top += lane ? RULE_HEIGHT : 0;
    const height = STEP_HEIGHT + (step.isSite ? FLAG_HEIGHT : 0) + (step.callers.length > 1 ? BADGE_HEIGHT : 0);
    const laneStart = lane
      ? lane.kind === 'work'
        ? t('ribbon.work-starts', 'Work starts')
        : laneTexts[lane.kind]().title
      : null;
    const placed = { top, height, band: Math.max(3, Math.min(1, step.retention) * SPINE), laneStart };
    top += height;
    return placed;
  });
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => {
  const small = smallText(theme);
  return {
    ribbon: css({ position: 'relative', flex: 'none', margin: '0 2px 4px 4px' }),
    list: css({ listStyle: 'none', margin: 0, padding: 0 }),
    step: css({
      position: 'absolute',
      left: SPINE + 18,
      right: 0,
      padding: '1px 6px 0 4px',
      border: 0,
      borderRadius: theme.shape.radius.sm,
      background: 'none',
      color: theme.colors.text.primary,
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'stretch',
      textAlign: 'left',
      // Own stacking context, so that the site's tint lies behind its text.
      zIndex: 0,
      '&:focus-visible': focusRing(theme, 2),
    }),
    site: css({
      '&::before': {
        content: '""',
        position: 'absolute',
        zIndex: -1,
        inset: `-2px -2px 4px ${-SPINE - 23}px`,
        border: '2px solid',
        borderRadius: theme.shape.radius.default,
        pointerEvents: 'none',
      },
    }),
    ...siteHues(theme),
    line: css({ display: 'flex', gap: 6, alignItems: 'baseline', lineHeight: '18px', fontSize: 13, minWidth: 0 }),
    name: css({ fontWeight: theme.typography.fontWeightMedium, flex: '0 1 auto', minWidth: 0, ...cutAtTheEnd }),
    detail: css({
      lineHeight: '17px',
      color: theme.colors.text.secondary,
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      ...small,
    }),
    // Gives way before the name does.
    package: css({ flex: '0 10000 auto', minWidth: 0, ...cutFromTheLeft }),
    share: css({
      flex: 'none',
      marginLeft: 'auto',
      fontWeight: theme.typography.fontWeightMedium,
      whiteSpace: 'nowrap',
      ...small,
    }),
    badge: css({ position: 'absolute', left: SPINE + 22 }),
    rule: css({
      position: 'absolute',
      left: 0,
      right: 0,
      height: 0,
      borderTop: `1px dashed ${ink(theme, 0.6)}`,
      '& span': {
        position: 'absolute',
        right: 0,
        top: -9,
        paddingLeft: 6,
        background: theme.colors.background.primary,
        color: theme.colors.text.secondary,
        lineHeight: '18px',
        ...small,
      },
    }),
    flag: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: 5,
      height: 20,
      marginTop: 2,
      padding: '0 8px 0 6px',
      borderRadius: theme.shape.radius.sm,
      background: theme.colors.text.primary,
      color: theme.colors.background.primary,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: '18px',
      ...small,
    }),
  };
});
