/** Window and question of an answer that is kept while the window hardly moves. */
export interface AskedWindow {
  /** what was asked, as one text */
  readonly of: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** moment at which the window was cut in two; null or absent = it was not */
  readonly splitMs?: number | null;
}

/** Part of its length that a window may move before it is another one. */
const MOVES_BY = 0.25;
/** Of a moment inside: another point of the same series is the same deploy, a deploy a few points later is another one. */
const SPLIT_MOVES_BY = 0.02;
const LEAST_SPLIT_MOVE_MS = 60_000;

export function hasMoved(before: AskedWindow, now: AskedWindow | null): boolean {
  if (now === null || before.of !== now.of) {
    return now !== null;
  }
  const length = before.toMs - before.fromMs;
  const limit = MOVES_BY * length;
  return (
    Math.abs(now.fromMs - before.fromMs) > limit ||
    Math.abs(now.toMs - before.toMs) > limit ||
    hasSplitElsewhere(before.splitMs ?? null, now.splitMs ?? null, length)
  );
}

function hasSplitElsewhere(before: number | null, now: number | null, length: number): boolean {
  return before === null || now === null
    ? before !== now
    : Math.abs(now - before) > Math.max(LEAST_SPLIT_MOVE_MS, SPLIT_MOVES_BY * length);
}
