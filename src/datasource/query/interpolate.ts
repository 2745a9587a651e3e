/** The values of dashboard variables in the texts of a query. */
import type { ScopedVars } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import * as shared from '../../shared/ui/selector/interpolateSelector';
import { matchersOfFilters } from './adHocFilters';

const replaceWith =
  (scopedVars?: ScopedVars): shared.ReplaceVariables =>
  (text, format) =>
    getTemplateSrv().replace(text, scopedVars, format);

/**
 * @returns the selector with values in place; not checked yet, and its empty places are not tidied
 * @throws PyroscopeError for a filter of an ad-hoc variable that can't be applied
 */
export function interpolateSelector(selector: string, scopedVars?: ScopedVars): string {
  return shared.interpolateSelector(selector, replaceWith(scopedVars), matchersOfFilters);
}

/** Ids of a selector list: several values of a variable are several ids. @returns blank ones left out */
export function interpolateIds(ids: readonly string[] | undefined, scopedVars?: ScopedVars): string[] {
  return (ids ?? [])
    .flatMap((id) => getTemplateSrv().replace(id, scopedVars, 'csv').split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/** Text that takes one value, such as a profile type; of several the first. */
export function interpolateText(text: string, scopedVars?: ScopedVars): string {
  return shared.interpolateText(text, replaceWith(scopedVars));
}
