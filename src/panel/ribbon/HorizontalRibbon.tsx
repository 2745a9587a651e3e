/** The ribbon in panels from 480 px on: lanes, badges, bands, and a button a step. The drawing is decoration. */
import React, { useEffect, useMemo, useRef } from 'react';
import { Icon, useStyles2 } from '@grafana/ui';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import type { Row } from '../../analysis/model';
import { formatShare } from '../../shared/lib/format';
import { Glyph } from '../../shared/ui/icons/Glyph';
import { t } from '../../shared/ui/i18n/translate';
import { fullName } from '../../shared/ui/names/nameText';
import { RovingButton } from '../../shared/ui/tips/TipAnchor';
import { ToggleCard } from '../../shared/ui/tips/ToggleCard';
import { VisuallyHidden } from '../../shared/ui/tips/VisuallyHidden';
import { testIds } from '../testIds';
import { CallersBadge, type CallerChoice } from './CallersBadge';
import { FrameCard } from './FrameCard';
import './earlyRules';
import { getHorizontalStyles } from './horizontalStyles';
import type { DrawnRibbonProps } from './Ribbon';
import { RibbonDrawing } from './RibbonDrawing';
import {
  BADGE_TOP,
  BAND_HEIGHT,
  BAND_TOP,
  layoutRibbon,
  STEP_GAP,
  type RibbonLayout,
  type StepBox,
} from './ribbonLayout';
import type { RibbonModel, RibbonStep } from './ribbonModel';
import { calleesBadge, callersBadges, laneTexts, stepCum, stepDetail, stepLabel, stepName } from './ribbonText';
import { useRibbonKeys } from './useRibbonKeys';

/** Under this width a leaf's two figures leave out the unit. */
const TIGHT_STEP = 146;
/** Under this one the two would be cut. */
const NARROW_STEP = 108;
/** px per character of 12 px tabular text, to choose the badge that fits. */
const BADGE_CHARACTER = 6.1;

export function HorizontalRibbon(props: DrawnRibbonProps) {
  const { row, model, width, sampleTotal, choice, focusRequest, onLeave, onCopy, onOtherCaller } = props;
  const styles = useStyles2(getHorizontalStyles);
  const layout = useMemo(() => layoutRibbon(model, width), [model, width]);
  const { list, current, onKeyDown, onFocusStep } = useRibbonKeys({
    model,
    rowId: row.id,
    vertical: false,
    focusRequest,
    onLeave,
    onCopy,
    onOtherCaller,
  });
  const scroller = useLeafInView(layout, width, row.id);
  return (
    <div className={styles.scroller} ref={scroller}>
      <div
        className={styles.ribbon}
        style={{ width: layout.width, height: layout.height }}
        data-testid={testIds.ribbon}
      >
        <Lanes model={model} layout={layout} />
        <RibbonDrawing model={model} layout={layout} row={row} />
        <ol
          ref={list}
          className={styles.list}
          aria-label={t('ribbon.call-path-of-root-to', 'Call path of {{shortName}}, root to leaf', {
            shortName: row.subject.shortName,
          })}
          onKeyDown={onKeyDown}
        >
          {model.steps.map((step, index) => (
            <li key={step.key}>
              {index > 0 && (
                <StepBadge step={step} before={layout.boxes[index - 1]} own={layout.boxes[index]} choice={choice} />
              )}
              <ToggleCard content={<FrameCard step={step} row={row} onCopy={onCopy} />} placement="bottom">
                <RovingButton
                  className={mergedClass(
                    styles.step,
                    step.isSite && model.layer && styles.site,
                    step.isSite && model.layer && styles[model.layer]
                  )}
                  style={stepPlace(layout.boxes[index], step)}
                  isTabStop={index === current}
                  title={step.kind === 'frame' ? fullName(step.func) : undefined}
                  data-step={index}
                  data-testid={testIds.ribbonStep}
                  onFocus={() => onFocusStep(index)}
                >
                  <VisuallyHidden>{stepLabel(step, row, model.steps[index + 1])}</VisuallyHidden>
                  <StepText
                    step={step}
                    row={row}
                    box={layout.boxes[index]}
                    isLast={index === model.steps.length - 1}
                    sampleTotal={sampleTotal}
                  />
                </RovingButton>
              </ToggleCard>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

const stepPlace = (box: StepBox, step: RibbonStep): React.CSSProperties => ({
  left: box.x,
  width: box.width,
  top: BAND_TOP - 4,
  height: BAND_HEIGHT + 14 + (step.isSite ? 80 : 56),
});

/** When the ribbon is wider than its panel, the leaf is what stays in view. Else nothing is asked of the layout here. */
function useLeafInView(layout: RibbonLayout, width: number, rowId: string) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (scroller.current && layout.width > width) {
      scroller.current.scrollLeft = scroller.current.scrollWidth;
    }
  }, [layout.width, width, rowId]);
  return scroller;
}

interface StepTextProps {
  readonly step: RibbonStep;
  readonly row: Row;
  readonly box: StepBox;
  readonly isLast: boolean;
  readonly sampleTotal: number | undefined;
}

function StepText({ step, row, box, isLast, sampleTotal }: StepTextProps) {
  const styles = useStyles2(getHorizontalStyles);
  const numberTop = box.numberInside ? 4 + BAND_HEIGHT / 2 - 8 : 4 + (BAND_HEIGHT - box.bandHeight) / 2 - 17;
  return (
    // Said in words by the button's name.
    <span aria-hidden="true">
      <span className={mergedClass(styles.share, !box.numberInside && styles.shareOutside)} style={{ top: numberTop }}>
        {formatShare(step.retention)}
        {step.recursion > 1 && (
          <span className={styles.recursion}>
            <Icon name="repeat" size="xs" />×{step.recursion}
          </span>
        )}
      </span>
      <span className={mergedClass(styles.text, (isLast || step.isSite) && styles.ownWidth)}>
        <span className={mergedClass(styles.name, step.kind === 'folded' && styles.folded)}>{stepName(step)}</span>
        <span className={mergedClass(styles.detail, step.kind === 'frame' && styles.package)}>
          <bdi dir="ltr">{stepDetail(step) || '\u00a0'}</bdi>
        </span>
        <span className={styles.detail}>
          {stepCum(step, row, {
            isTight: box.width < TIGHT_STEP,
            hasOneFigure: box.width < NARROW_STEP,
            sampleTotal,
          })}
        </span>
        {step.isSite && (
          <span className={styles.flag}>
            <Glyph name="pen" size="xs" />
            {t('ribbon.edit-here', 'Edit here')}
          </span>
        )}
      </span>
    </span>
  );
}

/** Callers: over the caller, flush with its right edge. Callees: over the callee, flush with its left edge. */
function StepBadge({
  step,
  before,
  own,
  choice,
}: {
  readonly step: RibbonStep;
  readonly before: StepBox;
  readonly own: StepBox;
  readonly choice: CallerChoice | null;
}) {
  const styles = useStyles2(getHorizontalStyles);
  const callees = calleesBadge(step);
  if (callees) {
    return (
      <span className={styles.note} style={{ left: own.x, top: BADGE_TOP }}>
        {callees}
      </span>
    );
  }
  const texts = callersBadges(step);
  if (texts.length === 0) {
    return null;
  }
  const right = before.x + before.width;
  const room = Math.min(right, before.width + STEP_GAP - 4);
  const text = texts.find((each) => each.length * BADGE_CHARACTER + 14 <= room) ?? texts[texts.length - 1];
  return (
    <CallersBadge
      step={step}
      text={text}
      choice={choice}
      className={styles.badge}
      style={{ right: `calc(100% - ${right}px)`, top: BADGE_TOP }}
    />
  );
}

function Lanes({ model, layout }: { readonly model: RibbonModel; readonly layout: RibbonLayout }) {
  const styles = useStyles2(getHorizontalStyles);
  return (
    <>
      {model.lanes.map((lane, index) => {
        const left = index === 0 ? 0 : layout.rules[index - 1];
        const right = layout.rules[index] ?? layout.width;
        const { title, note } = laneTexts[lane.kind]();
        return (
          <React.Fragment key={`${lane.kind}:${lane.from}`}>
            <div
              className={mergedClass(styles.lane, index > 0 && styles.laneAfterRule)}
              style={{ left, width: right - left }}
            >
              <span>{title}</span>
              {note !== '' && <em>{note}</em>}
            </div>
            {index > 0 && <div className={styles.rule} style={{ left, height: layout.ruleHeight }} />}
          </React.Fragment>
        );
      })}
    </>
  );
}
