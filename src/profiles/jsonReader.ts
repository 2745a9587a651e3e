/** Reading JSON that somebody else wrote: narrowing, and errors that say where. */
import { type ProfileFormat, ProfileFormatError, quoted } from './profileFormatError';

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object that is no list. Never throws. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value is, as a message says it: `a list`, `a number`, `"x"`. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') {
    return quoted(value);
  }
  return value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : `a${/^[ou]/.test(typeof value) ? 'n' : ''} ${typeof value}`;
}

/** Reads values of one format; each method throws a `ProfileFormatError` on what is not of the wanted form. */
export class JsonReader {
  constructor(private readonly format: ProfileFormat) {}

  fail(where: string, expected: string, found: string): never {
    throw new ProfileFormatError({ format: this.format, where, expected, found });
  }

  object(value: unknown, where: string): JsonObject {
    return isObject(value) ? value : this.fail(where, 'an object', describeValue(value));
  }

  /** An absent list is an empty one: protojson leaves empty lists out. */
  list(value: unknown, where: string): readonly unknown[] {
    if (value === undefined) {
      return [];
    }
    return Array.isArray(value) ? value : this.fail(where, 'a list', describeValue(value));
  }

  text(value: unknown, where: string): string {
    return typeof value === 'string' ? value : this.fail(where, 'a text', describeValue(value));
  }

  /** A number of 0 or more; protojson writes 64-bit integers as text. */
  number(value: unknown, where: string): number {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && number >= 0 && number < Infinity
      ? number
      : this.fail(where, 'a number of 0 or more', typeof value === 'number' ? String(value) : describeValue(value));
  }
}
