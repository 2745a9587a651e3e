/**
 * The recorded minutes, repeated without a gap: round n shows the recording shifted by n × its length, and an absolute
 * window always gets the same answer. Round 0 is the recording itself. Pure: the clock is handed in.
 */

/** For times that come as nanoseconds in text: too large for a number. */
export const NANOS_PER_MS = BigInt(1_000_000);

/** The part of the dataset's index that says when the recording happened; epoch milliseconds. */
export interface RecordedTimes {
  readonly window: { readonly startMs: number; readonly endMs: number };
  readonly deployMs: number;
}

/** One repetition in the reader's time. Its data lies in [startMs, endMs). */
export interface Round {
  readonly index: number;
  readonly startMs: number;
  readonly deployMs: number;
  readonly endMs: number;
  readonly lengthMs: number;
}

export function roundLengthMs(times: RecordedTimes): number {
  return times.window.endMs - times.window.startMs;
}

/** @returns the latest round that is over at `nowMs`: all of its data is there, before and after the deploy */
export function latestRound(times: RecordedTimes, nowMs: number): Round {
  const lengthMs = roundLengthMs(times);
  const index = Math.floor((nowMs - times.window.endMs) / lengthMs);
  const shiftMs = index * lengthMs;
  return {
    index,
    startMs: times.window.startMs + shiftMs,
    deployMs: times.deployMs + shiftMs,
    endMs: times.window.endMs + shiftMs,
    lengthMs,
  };
}

/** Where recorded moments lie in the time that a server is asked about. */
export interface Timeline {
  /** indexes of the rounds that have data between the two moments (both included), ascending */
  roundsWithin(fromMs: number, toMs: number): readonly number[];
  /** added to a recorded moment to get its moment in the round */
  shiftMs(round: number): number;
  /** @returns whether a recorded moment belongs to a round; what was recorded before load start or after load end doesn't */
  holds(recordedMs: number): boolean;
  /** data after this moment does not exist yet */
  nowMs(): number;
  /** from one round to the next; null = there is only one */
  readonly repeatMs: number | null;
}

/** The recording once, all of it, as it was or moved as a whole: one round, its ids the recorded ones. */
export function recordedTimeline(shiftMs = 0): Timeline {
  return {
    roundsWithin: () => [0],
    shiftMs: () => shiftMs,
    holds: () => true,
    nowMs: () => Number.POSITIVE_INFINITY,
    repeatMs: null,
  };
}

/** The recording over and over, up to the clock. */
export function repeatingTimeline(times: RecordedTimes, clock: () => number): Timeline {
  const lengthMs = roundLengthMs(times);
  const { startMs, endMs } = times.window;
  const roundAt = (ms: number): number => Math.floor((ms - startMs) / lengthMs);
  return {
    roundsWithin(fromMs, toMs) {
      const first = roundAt(fromMs);
      const last = roundAt(Math.min(toMs, clock()));
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    },
    shiftMs: (round) => round * lengthMs,
    holds: (recordedMs) => recordedMs >= startMs && recordedMs < endMs,
    nowMs: clock,
    repeatMs: lengthMs,
  };
}

/**
 * The id of a span or trace in a round. Real servers never see an id twice, so each round has ids of its own: the last
 * eight hex digits are combined with the round's index. Its own inverse; round 0 keeps the recorded ids.
 */
export function idInRound(id: string, round: number): string {
  const head = id.slice(0, -8);
  const tail = (Number.parseInt(id.slice(-8), 16) ^ round) >>> 0;
  return head + tail.toString(16).padStart(8, '0');
}
