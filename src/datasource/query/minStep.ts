import { rangeUtil } from '@grafana/data';
import { t } from '../../shared/ui/i18n/translate';
import { ownError } from '../pyroscopeError';
import { DEFAULT_MIN_STEP } from '../types';

/**
 * How often the agents push, in seconds.
 * @param text  `15s`; blank = the default
 * @throws PyroscopeError where it is no time
 */
export function readMinStep(text: string | undefined): number {
  const minStep = text?.trim() || DEFAULT_MIN_STEP;
  const seconds = secondsOf(minStep);
  if (seconds >= 0.001) {
    return seconds;
  }
  throw ownError('min-step', {
    what: t('query.the-minimum-step-is-not', 'The minimum step “{{minStep}}” is not a time.', { minStep }),
    why: t('query.it-is-a-number-with-a', 'It is a number with a unit, such as 15s or 1m.'),
    next: t('query.correct-min-step-in-the', 'Correct Min step in the datasource settings.'),
  });
}

function secondsOf(text: string): number {
  try {
    return rangeUtil.intervalToMs(text) / 1000;
  } catch {
    return NaN;
  }
}
