/** A number as it is typed: rounded, at most `max`; undefined for what is none, so that the default counts. */
export function parseWholeNumber(text: string, max: number): number | undefined {
  const value = Math.round(Number(text));
  return value >= 1 ? Math.min(value, max) : undefined;
}
