/** The parent chain of the selected row, root left and leaf right; vertical in the narrowest panels. */
import React, { useMemo, useState } from 'react';
import type { Analysis, FunctionRef, Row } from '../../analysis/model';
import { VisuallyHidden } from '../../shared/ui/tips/VisuallyHidden';
import type { JobReader } from '../analysis/analysisRunner';
import { maxRibbonSteps, type WidthMode } from '../shell/panelSize';
import { testIds } from '../testIds';
import type { CallerChoice } from './CallersBadge';
import { HorizontalRibbon } from './HorizontalRibbon';
import { buildRibbon, type RibbonModel, type RibbonStep } from './ribbonModel';
import { RouteBar } from './RouteBar';
import { callerAt } from './routeChoices';
import { routeStatus } from './routeText';
import { useRoute } from './useRoute';
import { VerticalRibbon } from './VerticalRibbon';

export interface RibbonProps {
  readonly row: Row;
  readonly width: number;
  readonly mode: WidthMode;
  /** samples of the one request that is shown; then steps say counts instead of shares of all CPU */
  readonly sampleTotal?: number;
  readonly analysis: Pick<Analysis, 'profile' | 'thresholds'>;
  /** reads the profile of the analysis, for paths through other callers; null where it is not at hand */
  readonly readJob: JobReader | null;
  readonly focusRequest: number;
  onLeave(): void;
  onCopy(func: FunctionRef): void;
}

export interface DrawnRibbonProps extends Omit<RibbonProps, 'mode' | 'analysis' | 'readJob'> {
  readonly model: RibbonModel;
  readonly choice: CallerChoice | null;
  readonly onOtherCaller: ((step: RibbonStep, by: 1 | -1) => void) | null;
}

export function Ribbon({ mode, analysis, readJob, ...props }: RibbonProps) {
  const { row } = props;
  const view = useRoute(row, readJob);
  const { shown, followed, acted, choose } = view;
  const [backs, setBacks] = useState(0);
  const model = useMemo(
    () => buildRibbon(row, maxRibbonSteps(mode), shown ?? undefined, acted),
    [row, mode, shown, acted]
  );
  const onBack = () => {
    view.back();
    setBacks(backs + 1);
  };
  const drawn: DrawnRibbonProps = {
    ...props,
    model,
    choice: readJob && { at: (step) => callerAt(step, followed), choose },
    onOtherCaller: readJob && ((step, by) => chooseNext(step, callerAt(step, followed) + by, choose)),
    // The button that leads back goes with its bar: the path takes the keyboard's place.
    focusRequest: props.focusRequest + backs,
  };
  return (
    <>
      {!view.isMain && <RouteBar view={view} row={row} analysis={analysis} onBack={onBack} />}
      {mode === 'min' ? <VerticalRibbon {...drawn} /> : <HorizontalRibbon {...drawn} />}
      <VisuallyHidden role="status" data-testid={testIds.routeStatus}>
        {routeStatus(row, view)}
      </VisuallyHidden>
    </>
  );
}

function chooseNext(step: RibbonStep, caller: number, choose: CallerChoice['choose']): void {
  if (caller >= 0 && caller < step.callers.length) {
    choose(step, caller);
  }
}
