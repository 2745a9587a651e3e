import type { ScopedVars } from '@grafana/data';
import { t } from '../../shared/ui/i18n/translate';
import { ownError } from '../pyroscopeError';
import { hasNoValue } from './hasNoValue';
import { interpolateText } from './interpolate';

/**
 * The function that a query is about, variables in place.
 * @throws PyroscopeError where there is none
 */
export function readFunctionName(saved: string | undefined, scopedVars?: ScopedVars): string {
  const name = interpolateText(saved ?? '', scopedVars).trim();
  if (name !== '') {
    return name;
  }
  throw ownError('function-missing', {
    what: t('query.no-function', 'No function.'),
    why: saved?.trim()
      ? hasNoValue(saved.trim())
      : t('query.this-query-type-is-about', 'This query type is about one function.'),
    next: t('query.enter-its-name-such-as', 'Enter its name, such as pricing.ApplyRules, in the field Function.'),
  });
}
