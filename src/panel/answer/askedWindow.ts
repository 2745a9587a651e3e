/** Window and question of an answer that is kept while the window hardly moves. */
export interface AskedWindow {
  /** what was asked, as one text */
  readonly of: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Part of its length that a window may move before it is another one. */
const MOVES_BY = 0.25;

export function hasMoved(before: AskedWindow, now: AskedWindow | null): boolean {
  if (now === null || before.of !== now.of) {
    return now !== null;
  }
  const limit = MOVES_BY * (before.toMs - before.fromMs);
  return Math.abs(now.fromMs - before.fromMs) > limit || Math.abs(now.toMs - before.toMs) > limit;
}
