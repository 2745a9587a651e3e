/**
 * Above the table: can CPU explain this objective at all? Whether slow requests work or wait, and where; and that failed
 * requests have no explanation in a profile. Each line stands alone; none holds up the table.
 */
import React from 'react';
import type { TimeZone } from '@grafana/data';
import { Button, Icon, LinkButton, useStyles2 } from '@grafana/ui';
import type { ErrorBurn } from '../../correlate/errorBurn';
import type { Exemplar } from '../../correlate/exemplars';
import { formatSharePrecise } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { Segments } from '../../shared/ui/names/Segments';
import { ToggleCard } from '../../shared/ui/tips/ToggleCard';
import { profileTypeLabel } from '../scope/profileTypeLabel';
import { useDashboardVariable } from '../scope/useDashboardVariable';
import { getLineStyles } from '../shell/lineStyles';
import { testIds } from '../testIds';
import { SlowRequestsCard } from './SlowRequestsCard';
import type { Waiting } from './useWaiting';
import { waitingText } from './waitingText';

interface Props {
  readonly waiting: Waiting;
  /** the verdict alone; its figures are in the card behind its button */
  readonly isShort: boolean;
  readonly burn: ErrorBurn | null;
  /** search for the failed traces; null where no trace data source is known */
  readonly failedTracesHref: string | null;
  readonly exemplars: readonly Exemplar[];
  readonly timeZone: TimeZone;
  onPick(exemplar: Exemplar): void;
}

export function AnswerLines({ waiting, isShort, burn, failedTracesHref, exemplars, timeZone, onPick }: Props) {
  const styles = useStyles2(getLineStyles);
  const { state } = waiting;
  const whole = waitingText(state);
  const text = isShort && whole?.[0].strong ? whole.slice(0, 1) : whole;
  if (text === null && burn === null) {
    return null;
  }
  const waits = state.kind === 'answer' && state.answer.kind === 'waiting';
  return (
    <div className={styles.lines} data-testid={testIds.answerLines}>
      {burn !== null && (
        <div className={styles.line}>
          <Icon name="exclamation-circle" size="sm" className={styles.icon} />
          <div className={styles.text}>
            <strong>
              {t('answer.of-requests-fail', '{{errorShare}} of requests fail', {
                errorShare: formatSharePrecise(burn.errorShare),
              })}
            </strong>
            {t(
              'answer.are-allowed-profiles-dont-explain',
              ", {{allowed}} are allowed. Profiles don't explain errors.",
              { allowed: formatSharePrecise(burn.allowed) }
            )}
            {failedTracesHref !== null && (
              <LinkButton size="sm" variant="secondary" fill="text" icon="external-link-alt" href={failedTracesHref}>
                {t('answer.failed-traces', 'Failed traces')}
              </LinkButton>
            )}
          </div>
        </div>
      )}
      {text !== null && (
        <div className={styles.line} role="status" data-testid={testIds.waiting}>
          <Icon name={waits ? 'clock-nine' : 'info-circle'} size="sm" className={styles.icon} />
          <div className={styles.text}>
            <Segments segments={text} />{' '}
            {state.kind === 'reading' && (
              <Button size="sm" variant="secondary" fill="text" onClick={waiting.stop}>
                {t('answer.stop', 'Stop')}
              </Button>
            )}
            {(state.kind === 'stopped' || state.kind === 'failed') && (
              <Button size="sm" variant="secondary" fill="text" onClick={waiting.ask}>
                {t('answer.check', 'Check')}
              </Button>
            )}
            {state.kind === 'answer' && (
              <ToggleCard
                placement="bottom"
                content={
                  <SlowRequestsCard
                    answer={state.answer}
                    exemplars={exemplars}
                    timeZone={timeZone}
                    onPick={onPick}
                    onAsk={waiting.ask}
                  />
                }
              >
                <Button size="sm" variant="secondary" fill="text">
                  {t('answer.how', 'How')}
                </Button>
              </ToggleCard>
            )}
            {waits && !isShort && <OtherProfiles />}
          </div>
        </div>
      )}
    </div>
  );
}

/** Sample types that show waiting. */
const SHOW_WAITING = new Set(['wall', 'delay', 'lock_time']);

/** One click to a profile that shows what a CPU profile can't, where the store has one and the dashboard lets choose it. */
function OtherProfiles() {
  const variable = useDashboardVariable('profile_type');
  const found = (variable?.options ?? []).filter(({ value }) => SHOW_WAITING.has(value.split(':')[1] ?? ''));
  return (
    <>
      {found.map(({ value }) => (
        <Button key={value} size="sm" variant="secondary" fill="text" onClick={() => variable?.choose(value)}>
          {profileTypeLabel(value)}
        </Button>
      ))}
    </>
  );
}
