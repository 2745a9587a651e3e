/** What the reader has to know about the opened request: that it has no profile and why, or that its samples are few. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { sampleFloor } from '../../correlate/sampleFloor';
import { formatSamples } from '../../shared/lib/format';
import type { RequestAction } from './requestMessage';
import type { Scope } from './useRequestScope';

export interface RequestNoticeProps {
  readonly scope: Scope;
  /** samples of the whole service, shown on the button that leads there; null while unknown */
  readonly serviceSamples: number | null;
  onRetry(): void;
  onClose(): void;
}

/** Nothing in service scope, while loading, and for a request with enough samples. */
export function RequestNotice({ scope, serviceSamples, onRetry, onClose }: RequestNoticeProps) {
  const styles = useStyles2(getStyles);
  if (scope.kind === 'service' || scope.status === 'loading') {
    return null;
  }
  if (scope.message !== null) {
    const { title, cause, actions } = scope.message;
    return (
      <section className={styles.card} role="status" data-testid="fixlayer-request-notice">
        <strong>{title}</strong>
        <p className={styles.cause}>{cause}</p>
        <div className={styles.actions}>
          {actions.map((action) => (
            <ActionButton key={action} action={action} onClick={action === 'retry' ? onRetry : onClose} />
          ))}
        </div>
      </section>
    );
  }
  if (scope.samples === null || sampleFloor(scope.samples).level === 'enough') {
    return null;
  }
  return <Caution samples={scope.samples} serviceSamples={serviceSamples} onClose={onClose} />;
}

function ActionButton({ action, onClick }: { action: RequestAction; onClick(): void }) {
  return action === 'retry' ? (
    <Button size="sm" variant="secondary" icon="sync" onClick={onClick}>
      Ask again
    </Button>
  ) : (
    <Button size="sm" variant="secondary" onClick={onClick}>
      Back to service
    </Button>
  );
}

function Caution({
  samples,
  serviceSamples,
  onClose,
}: {
  samples: number;
  serviceSamples: number | null;
  onClose(): void;
}) {
  const styles = useStyles2(getStyles);
  const { accuracyPoints, showShares } = sampleFloor(samples);
  return (
    <div className={styles.caution} role="status" data-testid="fixlayer-request-caution">
      <span className={styles.sentence}>
        <Icon name="exclamation-triangle" className={styles.triangle} />
        <span>
          <strong>
            {formatSamples(samples)} {samples === 1 ? 'sample' : 'samples'}.
          </strong>{' '}
          {showShares ? `Shares are good to about ${accuracyPoints} points.` : 'Too few for shares.'} Use this to
          confirm a cause. To rank fixes, widen the scope.
        </span>
      </span>
      <span>Widen to</span>
      <Button size="sm" variant="secondary" onClick={onClose}>
        Service{serviceSamples === null ? '' : ` ${formatSamples(serviceSamples)}`}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '& > strong': { fontWeight: theme.typography.fontWeightMedium },
  }),
  cause: css({ margin: theme.spacing(0.5, 0, 1.5), color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  actions: css({ display: 'flex', gap: theme.spacing(1) }),
  caution: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
    border: `1px solid ${theme.colors.warning.borderTransparent}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.warning.transparent,
    fontSize: 13,
    lineHeight: '18px',
  }),
  // Wraps as one, so that the icon never stands alone.
  sentence: css({ flex: '1 1 320px', minWidth: 0, display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1) }),
  triangle: css({ flex: 'none', marginTop: 1, color: theme.colors.warning.text }),
});
