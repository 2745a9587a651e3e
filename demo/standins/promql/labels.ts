/** Label sets and matchers as Prometheus and Pyroscope read them. */

export type Labels = Readonly<Record<string, string>>;

export interface Matcher {
  readonly name: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  /** @param value the label's value, '' when the series has no such label */
  test(value: string): boolean;
}

/** @throws SyntaxError when the regular expression can't be read */
export function buildMatcher(name: string, op: Matcher['op'], value: string): Matcher {
  switch (op) {
    case '=':
      return { name, op, value, test: (found) => found === value };
    case '!=':
      return { name, op, value, test: (found) => found !== value };
    case '=~':
    case '!~': {
      const pattern = anchoredRegExp(value);
      return { name, op, value, test: (found) => pattern.test(found) === (op === '=~') };
    }
  }
}

/** RE2 as the servers use it: anchored at both ends; a leading `(?i)` becomes JavaScript's flag. */
export function anchoredRegExp(source: string): RegExp {
  const caseless = source.startsWith('(?i)');
  return new RegExp(`^(?:${caseless ? source.slice(4) : source})$`, caseless ? 'is' : 's');
}

export function matchesAll(labels: Labels, matchers: readonly Matcher[]): boolean {
  return matchers.every((matcher) => matcher.test(labels[matcher.name] ?? ''));
}

/** Key of a label set: equal sets have equal keys, whatever the order of their labels. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => compareText(a, b)));
}

export function keepLabels(labels: Labels, names: ReadonlySet<string>): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.has(name)));
}

export function dropLabels(labels: Labels, names: ReadonlySet<string>): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.has(name)));
}

/** Each once, in order. */
export function sortedUnique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}

/** Byte order, as Go compares strings; JavaScript's own order differs only outside the basic plane. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of label sets: name by name, then value, as both servers sort series. */
export function compareLabels(a: Labels, b: Labels): number {
  const left = Object.entries(a).sort(([x], [y]) => compareText(x, y));
  const right = Object.entries(b).sort(([x], [y]) => compareText(x, y));
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareText(left[i]![0], right[i]![0]) || compareText(left[i]![1], right[i]![1]);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length;
}
