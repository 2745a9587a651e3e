/** Profile types as a list for people: the one that most want first, and a name that can be read. */

export interface ProfileType {
  /** `process_cpu:cpu:nanoseconds:cpu:nanoseconds` */
  readonly id: string;
  /** as Grafana's own datasource writes it: `process_cpu - cpu` */
  readonly text: string;
}

export function profileTypesOf(ids: readonly string[]): ProfileType[] {
  return [...ids].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).map((id) => ({ id, text: textOf(id) }));
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
