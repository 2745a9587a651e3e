/** JSON of a server, which may be anything until it is looked at. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The records of a list; none where there is no list. */
export function recordsIn(json: unknown): Array<Record<string, unknown>> {
  return Array.isArray(json) ? json.filter(isRecord) : [];
}
