import { t } from '../../shared/ui/i18n/translate';
import type { PyroscopeQuery } from '../types';
import { normalizeQuery } from './normalizeQuery';
import { queryTypeLabel } from './queryTypes';

/** One line for query history: `Callers of pricing.ApplyRules · process_cpu:cpu:… {service_name="checkout"}`. */
export function queryText(saved: PyroscopeQuery): string {
  const { queryType, profileTypeId, labelSelector, functionName } = normalizeQuery(saved);
  const label = queryTypeLabel(queryType);
  const what =
    functionName && isAboutFunction(queryType)
      ? t('query.of', '{{label}} of {{functionName}}', { label, functionName })
      : label;
  // A profile is what most queries are, so it goes without saying.
  const title = queryType === 'profile' ? '' : `${what} ·`;
  return [title, queryType === 'red' ? '' : profileTypeId, labelSelector].filter(Boolean).join(' ');
}

function isAboutFunction(queryType: PyroscopeQuery['queryType']): boolean {
  return queryType === 'callers' || queryType === 'callees' || queryType === 'functionOverTime';
}
