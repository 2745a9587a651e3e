/** Settings of the app as provisioning and the configuration page store them (`jsonData`); unknown until narrowed. */
import { type ServiceRule } from '../../correlate/serviceMapping';
import { t } from '../../shared/ui/i18n/translate';

export interface AppSettings {
  /** service name on metrics → service name on profiles, tried in order */
  readonly serviceRules: readonly ServiceRule[];
}

export function appSettingsOf(jsonData: unknown): AppSettings {
  const rules: unknown = isRecord(jsonData) ? jsonData.serviceRules : undefined;
  return { serviceRules: Array.isArray(rules) ? rules.filter(isServiceRule) : [] };
}

/** Why a pattern can't be used, in one sentence; null when it can. */
export function patternProblem(pattern: string): string | null {
  if (pattern.trim() === '') {
    return 'Write a pattern, for example shop-(.*).';
  }
  try {
    new RegExp(`^(?:${pattern})$`);
    return null;
  } catch {
    return t('settings.not-a-regular-expression-check', 'Not a regular expression. Check brackets and backslashes.');
  }
}

function isServiceRule(value: unknown): value is ServiceRule {
  return isRecord(value) && typeof value.pattern === 'string' && typeof value.service === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
