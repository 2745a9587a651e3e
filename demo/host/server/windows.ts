/**
 * The three time windows that the demo links: absolute, because an absolute window of the recording always gets the same answer.
 *
 *   round   │ 1.4.0 ……………………… deploy │ 1.5.0 ………………………… │
 *   incident    ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
 *   after                                 ▔▔▔▔▔▔▔▔▔▔▔▔▔▔
 *   whole       ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
 */
import { type Round } from '../../standins/rounds';

export const windowNames = ['incident', 'after', 'whole'] as const;
export type WindowName = (typeof windowNames)[number];

export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}
export type TimeWindows = Readonly<Record<WindowName, TimeWindow>>;

/** A rate looks back; at the edge it would still see the side that the window leaves out, or the round before. */
const lookBackMs = 60_000;
/** The service is down for some seconds before the new version starts. */
const restartMs = 10_000;

export function windowsOf(round: Round): TimeWindows {
  return {
    incident: { fromMs: round.startMs + lookBackMs, toMs: round.deployMs - restartMs },
    after: { fromMs: round.deployMs + lookBackMs, toMs: round.endMs },
    whole: { fromMs: round.startMs + lookBackMs, toMs: round.endMs },
  };
}
