/** What a list of label names or values is narrowed by: a selector and a profile type, both of which may hold variables. */
import type { ScopedVars } from '@grafana/data';
import { interpolateSelector } from './interpolate';
import { formatLabelSelector, parseLabelSelector, type Matcher } from './labelSelector';
import { effectiveSelector } from './planQuery';

/** The label that every profile's type is kept under. */
export const PROFILE_TYPE_LABEL = '__profile_type__';

export interface Narrowing {
  /** `{}` = not narrowed by labels */
  readonly labelSelector: string;
  /** '' = of any type; a variable with several values means any of them */
  readonly profileTypeId: string;
}

/**
 * @returns one selector for both: servers disagree about several
 * @throws PyroscopeError on text that is no selector
 */
export function narrowingSelector({ labelSelector, profileTypeId }: Narrowing, scopedVars?: ScopedVars): string {
  return effectiveSelector(labelSelector, profileTypeMatchers(profileTypeId, scopedVars), scopedVars);
}

function profileTypeMatchers(profileTypeId: string, scopedVars?: ScopedVars): Matcher[] {
  const saved = formatLabelSelector([{ name: PROFILE_TYPE_LABEL, operator: '=', value: profileTypeId.trim() }]);
  return parseLabelSelector(interpolateSelector(saved, scopedVars)).filter(({ value }) => value !== '');
}

/** Labels of the server's own book-keeping stay hidden, as in Grafana's own datasource. */
export function isPublicLabel(name: string): boolean {
  return !name.startsWith('__');
}
