/** The parent chain of the selected row, root left and leaf right; vertical in the narrowest panels. */
import React, { useMemo } from 'react';
import type { FunctionRef, Row } from '../../analysis/model';
import { maxRibbonSteps, type WidthMode } from '../shell/panelSize';
import { HorizontalRibbon } from './HorizontalRibbon';
import { buildRibbon, type RibbonModel } from './ribbonModel';
import { VerticalRibbon } from './VerticalRibbon';

export interface RibbonProps {
  readonly row: Row;
  readonly width: number;
  readonly mode: WidthMode;
  /** samples of the one request that is shown; then steps say counts instead of shares of all CPU */
  readonly sampleTotal?: number;
  readonly focusRequest: number;
  onLeave(): void;
  onCopy(func: FunctionRef): void;
}

export interface DrawnRibbonProps extends Omit<RibbonProps, 'mode'> {
  readonly model: RibbonModel;
}

export function Ribbon({ mode, ...props }: RibbonProps) {
  const model = useMemo(() => buildRibbon(props.row, maxRibbonSteps(mode)), [props.row, mode]);
  return mode === 'min' ? <VerticalRibbon {...props} model={model} /> : <HorizontalRibbon {...props} model={model} />;
}
