/** A label selector narrowed by one more matcher. */
import { quotePromString } from '../../shared/lib/promString';

/** `{service_name="a"}`, version, 1.5.0 → `{service_name="a",version="1.5.0"}`. Names that the store could not take lose their dots. */
export function withMatcher(selector: string, label: string, value: string): string {
  const matcher = `${label.replace(/\W/g, '_')}=${quotePromString(value)}`;
  const body = selector
    .trim()
    .replace(/^\{|\}$/g, '')
    .replace(/,\s*$/, '')
    .trim();
  return `{${body === '' ? matcher : `${body},${matcher}`}}`;
}
