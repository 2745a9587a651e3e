import type { ScopedVars } from '@grafana/data';
import { ownError } from '../pyroscopeError';
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
    what: 'No function.',
    why: saved?.trim() ? `${saved.trim()} has no value.` : 'This query type is about one function.',
    next: 'Enter its name, such as pricing.ApplyRules, in the field Function.',
  });
}
