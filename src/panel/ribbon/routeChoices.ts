/** What choosing a caller does to the choices before it, and which caller of a step is the chosen one. */
import type { RouteChoice } from '../../analysis';
import type { Row } from '../../analysis/model';
import { takenCaller, type RibbonStep, type ShownRoute } from './ribbonModel';

export interface ChoicesMade {
  /** what is drawn; null for the main path */
  readonly shown: ShownRoute | null;
  /** leaf first */
  readonly choices: readonly RouteChoice[];
}

/**
 * A choice keeps those nearer to the leaf and ends those above it; back on the main path there are none.
 *
 * @param caller index into `step.callers`
 */
export function withChoice(
  row: Row,
  { shown, choices }: ChoicesMade,
  step: RibbonStep,
  caller: number
): readonly RouteChoice[] {
  const path = (shown?.route.chain ?? row.chain).map(({ func }) => func.key);
  const at = path.indexOf(step.callersOf);
  const below = choices.filter((choice) => path.indexOf(choice.step) > at);
  const chosen = { step: step.callersOf, caller: step.callers[caller].func.key };
  const isMain = below.length === 0 && mainCaller(row, chosen.step) === chosen.caller;
  return isMain ? [] : [...below, chosen];
}

/** Caller that the main path takes at a step, undefined where it does not show the step. */
function mainCaller({ chain }: Row, step: string): string | undefined {
  const at = chain.findIndex(({ func }) => func.key === step);
  return chain[at]?.callers[takenCaller(chain, at)]?.func.key;
}

/**
 * Index into `step.callers` of the one that is chosen or, without a choice, taken; −1 at the root.
 *
 * @param choices those that are followed or being read
 */
export function callerAt({ callers, callersOf, taken }: RibbonStep, choices: readonly RouteChoice[]): number {
  const choice = choices.find(({ step }) => step === callersOf);
  const chosen = choice ? callers.findIndex(({ func }) => func.key === choice.caller) : -1;
  return chosen >= 0 ? chosen : taken;
}
