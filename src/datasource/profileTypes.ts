/** Profile types as a list for people: the one that most want first, and a name that can be read. */

export interface ProfileType {
  /** `process_cpu:cpu:nanoseconds:cpu:nanoseconds` */
  readonly id: string;
  /** as Grafana's own datasource writes it, `process_cpu - cpu`; longer where two would read the same */
  readonly text: string;
}

/**
 * Agents of two languages may measure the same over another period (`memory:inuse_space:bytes:space:bytes` of Go,
 * `…:inuse_space:bytes` of Node): then the period stands behind the name, or the id where that does not tell them apart.
 */
export function profileTypesOf(ids: readonly string[]): ProfileType[] {
  const sorted = [...ids].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const names = repeated(sorted.map(textOf));
  const withPeriods = repeated(sorted.map(textWithPeriod));
  return sorted.map((id) => {
    const name = textOf(id);
    const withPeriod = textWithPeriod(id);
    return { id, text: !names.has(name) ? name : !withPeriods.has(withPeriod) ? withPeriod : id };
  });
}

function repeated(texts: readonly string[]): Set<string> {
  return new Set(texts.filter((text, i) => texts.indexOf(text) !== i));
}

/** CPU before wall before the rest; counts of samples last, as they say the same as the time beside them. */
function rank(id: string): number {
  const [name, sampleType] = id.split(':');
  if (sampleType === 'samples') {
    return 4;
  }
  if (name === 'process_cpu') {
    return sampleType === 'cpu' ? 0 : 3;
  }
  if (name === 'wall') {
    return sampleType === 'wall' ? 1 : 2;
  }
  return 3;
}

function textOf(id: string): string {
  const [name, sampleType] = id.split(':');
  return sampleType ? `${name} - ${sampleType}` : id;
}

function textWithPeriod(id: string): string {
  const period = id.split(':')[3];
  return period ? `${textOf(id)} (${period})` : id;
}
