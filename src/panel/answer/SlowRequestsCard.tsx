/** How the share of CPU was found: the requests that were read, each with its own figures, and the formula. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { Exemplar } from '../../correlate/exemplars';
import { cpuShareOf, MOSTLY_WAITING_BELOW, type WaitingAnswer } from '../../correlate/waiting';
import { formatDurationMs, formatShare, NOT_APPLICABLE } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { requestText } from '../red/requestText';

interface Props {
  readonly answer: WaitingAnswer;
  readonly exemplars: readonly Exemplar[];
  readonly timeZone: TimeZone;
  onPick(exemplar: Exemplar): void;
  onAsk(): void;
}

export function SlowRequestsCard({ answer: { requests, where }, exemplars, timeZone, onPick, onAsk }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.card}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('answer.request', 'Request')}</th>
            <th scope="col">{t('answer.took', 'Took')}</th>
            <th scope="col">{t('answer.cpu', 'CPU')}</th>
            <th scope="col">{t('answer.share', 'Share')}</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => {
            const exemplar = exemplars.find(({ key }) => key === request.key);
            const share = cpuShareOf(request);
            const text = exemplar && requestText(exemplar, timeZone);
            return (
              <tr key={request.key}>
                <td>
                  {exemplar && text ? (
                    <Button size="sm" fill="text" variant="primary" onClick={() => onPick(exemplar)}>
                      {`${text.time} ${text.route}`}
                    </Button>
                  ) : (
                    request.key.slice(0, 8)
                  )}
                </td>
                <td>{formatDurationMs(request.durationMs)}</td>
                <td>
                  {request.cpuMs === null
                    ? t('answer.no-profile', 'no profile')
                    : request.cpuMs === 0
                      ? t('answer.no-samples', 'no samples')
                      : formatDurationMs(request.cpuMs)}
                </td>
                <td>{share === null ? NOT_APPLICABLE : formatShare(share)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>
        {t(
          'answer.cpu-in-the-profile-of',
          "CPU in the profile of the request's span ÷ duration of the span; the median decides, below {{mostlyWaitingBelow}} is mostly waiting. A profile without samples counts as no CPU. ",
          { mostlyWaitingBelow: formatShare(MOSTLY_WAITING_BELOW) }
        )}
        {where !== null &&
          t(
            'answer.the-span-with-the-most',
            'The span with the most time of its own, its children left out, is {{span}}, first in {{tracesLed}} of {{traces}} traces.',
            { span: where.span, tracesLed: where.tracesLed, traces: where.traces }
          )}
      </p>
      <Button size="sm" variant="secondary" icon="sync" onClick={onAsk}>
        {t('answer.read-again', 'Read again')}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    maxWidth: 420,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontVariantNumeric: 'tabular-nums',
    '& table': { width: '100%' },
    '& th': { textAlign: 'right', fontWeight: theme.typography.fontWeightMedium, padding: '0 0 2px 12px' },
    '& td': { textAlign: 'right', padding: '0 0 0 12px', whiteSpace: 'nowrap' },
    '& th:first-of-type, & td:first-of-type': { textAlign: 'left', paddingLeft: 0 },
    '& p': { margin: theme.spacing(1, 0), color: theme.colors.text.secondary },
  }),
});
