/** "Slow requests N": the list behind the dots, and the keyboard's way to them. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Exemplar } from '../../correlate/exemplars';
import { t } from '../../shared/ui/i18n/translate';
import { focusRing } from '../../shared/ui/theme/ink';
import { formatSamples } from '../../shared/lib/format';
import { brushTestIds } from '../brush/testIds';
import { PopupButton } from '../scope/PopupButton';
import { formatLimit } from './formatRed';
import { requestText } from './requestText';
import { redTestIds } from './testIds';
import { popupRow } from '../shell/popupRow';

/** Nobody reads further down; the dots show all of them. */
const MAX_LISTED = 50;
const MAX_POPUP_WIDTH = 420;

export interface SlowRequestsProps {
  /** slowest first */
  readonly slow: readonly Exemplar[];
  readonly slowSeconds: number | null;
  /** the limit is the objective's, not the view's own p95 */
  readonly limitIsObjective: boolean;
  /** requests in view at all; 0 = the source brought none */
  readonly exemplarCount: number;
  readonly pickedKey: string | null;
  readonly timeZone: TimeZone;
  /** short label for narrow charts */
  readonly short?: boolean;
  /** CSS pixels that the list may take */
  readonly maxWidth: number;
  onPick(exemplar: Exemplar): void;
  /** compares all of them with the others in view */
  onCompare?(): void;
}

export function SlowRequests(props: SlowRequestsProps) {
  const { slow, exemplarCount, short = false, maxWidth } = props;
  const styles = useStyles2(getStyles);
  const hasDots = exemplarCount > 0;
  const label = hasDots ? (
    <>
      {short ? t('red.slow', 'Slow') : t('red.slow-requests', 'Slow requests')}{' '}
      <b className={styles.count}>{formatSamples(slow.length)}</b>
    </>
  ) : (
    t('red.no-requests', 'No requests')
  );
  return (
    <PopupButton
      label={label}
      popupName={
        hasDots
          ? t('red.slow-requests', 'Slow requests')
          : t('red.why-there-are-no-requests', 'Why there are no requests')
      }
      buttonClassName={styles.button}
      testId={redTestIds.slowButton}
      align="end"
      maxWidth={Math.min(MAX_POPUP_WIDTH, maxWidth)}
    >
      {hasDots ? <RequestList {...props} /> : <NoExemplars />}
    </PopupButton>
  );
}

/** A store without exemplars and a query without them answer alike, so both causes are named. */
function NoExemplars() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.note}>
      <strong>{t('red.no-exemplars', 'No exemplars')}</strong>
      <p>
        {t(
          'red.the-metrics-store-keeps-no',
          'The metrics store keeps no exemplars for this window, or the query does not ask for them, so there are no dots to click.'
        )}
      </p>
      <p>
        {t(
          'red.switch-exemplars-on-in-the',
          'Switch “Exemplars” on in the p99 query, and exemplar storage on in the metrics store.'
        )}
      </p>
    </div>
  );
}

function RequestList({
  slow,
  slowSeconds,
  limitIsObjective,
  exemplarCount,
  pickedKey,
  timeZone,
  onPick,
  onCompare,
}: SlowRequestsProps) {
  const styles = useStyles2(getStyles);
  const listed = slow.slice(0, MAX_LISTED);
  const limit =
    slowSeconds === null
      ? null
      : limitIsObjective
        ? formatLimit(slowSeconds)
        : t('red.limit-is-p95', '{{limit}}, the p95 of this view', { limit: formatLimit(slowSeconds) });
  if (listed.length === 0) {
    return (
      <div className={styles.note}>
        <strong>{t('red.no-slow-requests', 'No slow requests')}</strong>
        <p>
          {limit === null
            ? t(
                'red.there-is-neither-a-latency',
                'There is neither a latency limit nor a p95 to call a request slow by.'
              )
            : t(
                'red.none-of-the-requests-in',
                'None of the {{exemplarCount}} requests in view took {{limit}} or longer.',
                { exemplarCount: formatSamples(exemplarCount), limit }
              )}
        </p>
        <p>
          {t(
            'red.any-dot-on-the-duration',
            'Any dot on the duration chart can be opened, or choose another time range.'
          )}
        </p>
      </div>
    );
  }
  return (
    <div className={styles.note}>
      <div className={styles.head}>
        {slow.length > MAX_LISTED
          ? t('red.the-slowest-over', 'The {{listed}} slowest of {{slow}} requests over {{limit}}, slowest first', {
              listed: MAX_LISTED,
              slow: formatSamples(slow.length),
              limit: limit ?? '',
            })
          : t('red.requests-over', 'Requests over {{limit}}, slowest first', { limit: limit ?? '' })}
      </div>
      <ol className={styles.list} data-testid={redTestIds.slowList}>
        {listed.map((exemplar) => {
          const { time, duration, route, status } = requestText(exemplar, timeZone);
          return (
            <li key={exemplar.key}>
              <button
                type="button"
                className={cx(styles.row, exemplar.key === pickedKey && styles.picked)}
                aria-current={exemplar.key === pickedKey}
                onClick={() => onPick(exemplar)}
              >
                <span>{time}</span> <b>{duration}</b> <span className={styles.route}>{route}</span>{' '}
                <span>{status}</span>
              </button>
            </li>
          );
        })}
      </ol>
      {onCompare && slow.length < exemplarCount && (
        <button type="button" className={styles.compare} onClick={onCompare} data-testid={brushTestIds.compareSlow}>
          <Icon name="columns" size="sm" /> {t('red.compare-slow-with-the-rest', 'Compare slow with the rest')}
        </button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({
    height: 20,
    padding: theme.spacing(0, 0.75),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.sm,
    background: 'none',
    color: theme.colors.text.link,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    whiteSpace: 'nowrap',
    // As high as the header's line; the target is higher.
    position: 'relative',
    '&::after': { content: '""', position: 'absolute', inset: '-3px 0' },
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': focusRing(theme, 2),
  }),
  count: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
  note: css({
    fontSize: theme.typography.bodySmall.fontSize,
    maxWidth: 420,
    '& p': { margin: theme.spacing(0.5, 0, 0) },
  }),
  head: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(0.5) }),
  list: css({ listStyle: 'none', margin: 0, padding: 0, maxHeight: 236, overflowY: 'auto' }),
  row: css({
    display: 'grid',
    gridTemplateColumns: '62px 60px minmax(120px, 1fr) 32px',
    gap: theme.spacing(1),
    alignItems: 'center',
    ...popupRow(theme),
    fontVariantNumeric: 'tabular-nums',
    '& > b': { fontWeight: theme.typography.fontWeightMedium, textAlign: 'right' },
  }),
  compare: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    width: '100%',
    minHeight: 28,
    marginTop: theme.spacing(0.5),
    padding: theme.spacing(0, 0.75),
    border: 0,
    borderTop: `1px solid ${theme.colors.border.weak}`,
    background: 'none',
    color: theme.colors.text.link,
    fontSize: 'inherit',
    textAlign: 'left',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': focusRing(theme, -2),
  }),
  picked: css({ background: theme.colors.action.selected }),
  route: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
});
