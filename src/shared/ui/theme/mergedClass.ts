/** Classes of one element merged into one, each combination once. */
import { cx } from '@emotion/css';

const merged = new Map<string, string>();

/**
 * As Emotion's `cx`, which makes the merged rule's text and hashes it on every call: a table draws two hundred cells of
 * some twenty combinations. Names of classes only, no objects; there are as many entries as combinations in the code.
 */
export function mergedClass(...names: ReadonlyArray<string | false | null | undefined>): string {
  const key = names.filter(Boolean).join(' ');
  let name = merged.get(key);
  if (name === undefined) {
    name = cx(key);
    merged.set(key, name);
  }
  return name;
}
