/** Values of options, checked while the arguments are read: what is wrong is one sentence. */
import { InvalidArgumentError } from 'commander';

export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new InvalidArgumentError('Expected a whole number of 1 or more.');
  }
  return count;
}

export function parseLoad(text: string): number {
  const load = Number(text);
  if (text.trim() === '' || !(load > 0 && load < Infinity)) {
    throw new InvalidArgumentError('Expected a number above 0.');
  }
  return load;
}

/** An empty argument is a variable that was not set: taken as it is, it would match everything. */
export function parseText(text: string): string {
  if (text.trim() === '') {
    throw new InvalidArgumentError('Expected a text, found an empty one.');
  }
  return text;
}

export function parsePattern(text: string): RegExp {
  parseText(text);
  try {
    return new RegExp(text);
  } catch (error) {
    throw new InvalidArgumentError(`Not a regular expression: ${(error as Error).message.replace(/^.*: /, '')}.`);
  }
}

/** An option that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  parseText(value),
];
