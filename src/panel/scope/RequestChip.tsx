/** The opened request: which, how long, how many samples, and the way back. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { MIN_SAMPLES_WITHOUT_CAUTION } from '../../correlate/sampleFloor';
import { t } from '../../shared/ui/i18n/translate';
import { focusRing } from '../../shared/ui/theme/ink';
import { formatSamples } from '../../shared/lib/format';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { formatLatency } from '../red/formatRed';
import type { Scope } from '../request/useRequestScope';
import { scopeTestIds } from './testIds';

export interface RequestChipProps {
  readonly request: Extract<Scope, { kind: 'request' }>;
  onClose(): void;
}

/** Enough to tell requests apart; the whole id is in the tooltip. */
const SHOWN_ID_LENGTH = 4;

export function RequestChip({ request, onClose }: RequestChipProps) {
  const styles = useStyles2(getStyles);
  const { traceId, spanId, durationMs, status, samples } = request;
  const few = samples !== null && samples < MIN_SAMPLES_WITHOUT_CAUTION;
  return (
    <span
      className={styles.chip}
      data-testid={scopeTestIds.requestChip}
      title={
        spanId === null
          ? t('scope.trace-id', 'Trace {{traceId}}', { traceId })
          : t('scope.trace-and-span', 'Trace {{traceId}}, span {{spanId}}', { traceId, spanId })
      }
    >
      <span className={styles.name}>{nameOf(request)}</span>
      {durationMs !== null && <span>{formatLatency(durationMs / 1000)}</span>}
      {status === 'loading' && <span className={styles.muted}>{t('scope.reading-profile', 'Reading profile…')}</span>}
      {(status === 'empty' || status === 'error') && (
        <span className={styles.muted}>{t('scope.no-profile', 'no profile')}</span>
      )}
      {samples !== null && (
        <span className={cx(few && styles.few)}>
          {few && <Icon name="exclamation-triangle" size="sm" />}
          {t('scope.sample-count', '', {
            count: samples,
            amount: formatSamples(samples),
            defaultValue_one: '{{amount}} sample',
            defaultValue_other: '{{amount}} samples',
          })}
        </span>
      )}
      <button
        type="button"
        className={styles.close}
        onClick={onClose}
        aria-label={t('scope.back-to-the-whole-service', 'Back to the whole service')}
        title={t('scope.back-to-the-whole-service', 'Back to the whole service')}
      >
        <Icon name="times" size="sm" />
      </button>
    </span>
  );
}

function nameOf({ rung, route, traceId, selection }: RequestChipProps['request']): string {
  switch (rung) {
    case 'route':
      return selection === null
        ? (route ?? t('scope.route', 'Route'))
        : t('scope.route-requests', '{{route}}, {{requests}} requests', {
            route: route ?? t('scope.route', 'Route'),
            requests: selection.ids.length,
          });
    case 'trace':
      return t('scope.trace-shortened', 'Trace {{traceId}}…', { traceId: traceId.slice(0, SHOWN_ID_LENGTH) });
    case 'span':
      return t('scope.request', 'Request {{traceId}}…', { traceId: traceId.slice(0, SHOWN_ID_LENGTH) });
  }
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: theme.spacing(theme.components.height.sm),
    paddingLeft: theme.spacing(1),
    border: `1px solid ${theme.colors.primary.border}`,
    borderRadius: theme.shape.radius.default,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  name: css({ minWidth: 0, maxWidth: 260, overflow: 'hidden', textOverflow: 'ellipsis' }),
  muted: css({ color: theme.colors.text.secondary }),
  few: css({ display: 'inline-flex', alignItems: 'center', gap: 3, color: theme.colors.warning.text }),
  close: css({
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: 24,
    height: 22,
    // The chip's border belongs to the target.
    position: 'relative',
    '&::after': { content: '""', position: 'absolute', inset: '-1px 0' },
    padding: 0,
    border: 0,
    borderLeft: `1px solid ${theme.colors.primary.borderTransparent}`,
    background: 'none',
    color: theme.colors.text.primary,
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': focusRing(theme, 2),
  }),
}));
