/** What the settings of a datasource mean for a query. */
import { parseLabelSelector, type Matcher } from './query/labelSelector';
import type { PyroscopeOptions } from './types';

/**
 * Prefixes of the user's own code in a profile: the general ones, and those of every service that the selector lets
 * through.
 *
 * @param labelSelector  as it is sent, without variables
 * @returns undefined where nothing is set up: own code is then told by the profile itself
 */
export function ownedPrefixesFor(
  { ownedPrefixes = [], ownedPrefixesByService = {} }: PyroscopeOptions,
  labelSelector: string
): string[] | undefined {
  const matchers = parseLabelSelector(labelSelector).filter(({ name }) => name === 'service_name');
  const ofServices = Object.entries(ownedPrefixesByService)
    .filter(([service]) => matchers.every((matcher) => letsThrough(matcher, service)))
    .flatMap(([, prefixes]) => prefixes);
  const all = [...new Set([...ownedPrefixes, ...ofServices])].filter((prefix) => prefix !== '');
  return all.length > 0 ? all : undefined;
}

function letsThrough({ operator, value }: Matcher, service: string): boolean {
  switch (operator) {
    case '=':
      return service === value;
    case '!=':
      return service !== value;
    case '=~':
      return isWholeMatch(value, service);
    case '!~':
      return !isWholeMatch(value, service);
  }
}

/** The server's expressions are RE2; one that JavaScript can't read lets the service through. */
function isWholeMatch(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 's').test(text);
  } catch {
    return true;
  }
}
