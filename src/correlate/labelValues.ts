/** Label name → the values seen for it; one value = fixed, several = shown side by side. */
export type LabelValues = Readonly<Record<string, readonly string[]>>;

/**
 * Gathers labels that stand in an address, in series or in queries. Each value is kept once, in order of appearance.
 *
 * The record has no prototype: names are outside text, and a label may be called `constructor`.
 *
 * @param maxValues values kept for one label; more of them decide nothing more
 */
export function collectLabelValues(
  labels: Iterable<readonly [name: string, value: string]>,
  maxValues = Infinity
): LabelValues {
  const found = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of labels) {
    const values = (found[name] ??= []);
    if (values.length < maxValues && !values.includes(value)) {
      values.push(value);
    }
  }
  return found;
}
