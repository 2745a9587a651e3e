/**
 * What every decoder throws when it cannot read its input: facts only, so that each front end can add its own advice.
 *
 * The message is one sentence, e.g. `pprof: expected 12 bytes of the string table, found only 3 before its end (byte
 * 4711)`. Text taken from the input is cut short and shown in quotes: names and bytes of a profile are untrusted.
 */
export type ProfileFormat =
  | 'profile'
  | 'gzip'
  | 'pprof'
  | 'flamegraph'
  | 'pyroscope tree'
  | 'nested set'
  | 'data frame'
  | 'cpuprofile'
  | 'folded stacks'
  | 'call tree';

export interface ProfileFormatProblem {
  readonly format: ProfileFormat;
  /** place in the input: byte, line, row, field */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}

export class ProfileFormatError extends Error implements ProfileFormatProblem {
  readonly format: ProfileFormat;
  readonly where: string;
  readonly expected: string;
  readonly found: string;

  constructor({ format, where, expected, found }: ProfileFormatProblem) {
    super(`${format}: expected ${expected}, found ${found} (${where})`);
    this.name = 'ProfileFormatError';
    this.format = format;
    this.where = where;
    this.expected = expected;
    this.found = found;
  }
}

/** Longest piece of input that a message repeats. */
const QUOTED_LENGTH = 40;

/** A piece of untrusted text as a message may show it: one line, quoted, cut short. */
export function quoted(text: string): string {
  const cut = text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text;
  return JSON.stringify(cut);
}
