/** What the reader has to know about the opened request: that it has no profile and why, or that its samples are few. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { sampleFloor } from '../../correlate/sampleFloor';
import { MOSTLY_WAITING_BELOW } from '../../correlate/waiting';
import { t } from '../../shared/ui/i18n/translate';
import { Tip } from '../../shared/ui/tips/Tip';
import { formatDurationMs, formatSamples, formatShare } from '../../shared/lib/format';
import { cpuMsOf } from '../answer/readSlowRequests';
import { useDashboardVariable } from '../scope/useDashboardVariable';
import type { RequestAction } from './requestMessage';
import { RUNGS, rungText, type Rung } from './rungs';
import type { Scope } from './useRequestScope';

export interface RequestNoticeProps {
  readonly scope: Scope;
  /** samples of the whole service, shown on the button that leads there; null while unknown */
  readonly serviceSamples: number | null;
  onRetry(): void;
  /** to a wider step of the request's ladder */
  onClimb(rung: Rung): void;
  onClose(): void;
}

/** Nothing in service scope, while loading, and for a request with enough samples. */
export function RequestNotice({ scope, serviceSamples, onRetry, onClimb, onClose }: RequestNoticeProps) {
  const styles = useStyles2(getStyles);
  if (scope.kind === 'service' || scope.status === 'loading') {
    return null;
  }
  if (scope.message !== null) {
    const { title, cause, actions, services = [] } = scope.message;
    return (
      <section className={styles.card} role="status" data-testid="fixlayer-request-notice">
        <strong>{title}</strong>
        <p className={styles.cause}>{cause}</p>
        <div className={styles.actions}>
          {services.length > 0 && <OtherServices services={services} />}
          {scope.status === 'empty' && <WiderSteps scope={scope} onClimb={onClimb} />}
          {actions.map((action) => (
            <ActionButton key={action} action={action} onClick={action === 'retry' ? onRetry : onClose} />
          ))}
        </div>
      </section>
    );
  }
  const cpu = cpuText(scope);
  if (scope.samples === null || sampleFloor(scope.samples).level === 'enough') {
    return cpu === null ? null : (
      <p className={styles.cpu} role="status" data-testid="fixlayer-request-cpu">
        {cpu}
      </p>
    );
  }
  return (
    <Caution
      samples={scope.samples}
      scope={scope}
      cpu={cpu}
      serviceSamples={serviceSamples}
      onClimb={onClimb}
      onClose={onClose}
    />
  );
}

/** `It took 2.91 s, of it 310 ms CPU (11 %); the rest is waiting, or work in other services.` null where either is not known. */
function cpuText({ durationMs, frame }: RequestPart): string | null {
  const cpuMs = frame === null ? null : cpuMsOf(frame);
  if (durationMs === null || cpuMs === null || durationMs <= 0) {
    return null;
  }
  const share = cpuMs / durationMs;
  const text = t('request.it-took-of-it-cpu', 'It took {{durationMs}}, of it {{cpuMs}} CPU ({{share}})', {
    durationMs: formatDurationMs(durationMs),
    cpuMs: formatDurationMs(cpuMs),
    share: formatShare(share),
  });
  // Several threads may work for one request.
  return share < MOSTLY_WAITING_BELOW
    ? t('request.the-rest-is-waiting-or', '{{text}}; the rest is waiting, or work in other services.', { text })
    : `${text}.`;
}

/** The profile of another service of this trace, where the dashboard can show that service. The request stays open. */
function OtherServices({ services }: { readonly services: readonly string[] }) {
  const variable = useDashboardVariable('service');
  const known = services.filter((service) => variable?.options.some(({ value }) => value === service));
  return known.map((service) => (
    <Button key={service} size="sm" variant="secondary" onClick={() => variable?.choose(service)}>
      {t('request.open-it-in', 'Open it in {{service}}', { service })}
    </Button>
  ));
}

function ActionButton({ action, onClick }: { action: RequestAction; onClick(): void }) {
  return action === 'retry' ? (
    <Button size="sm" variant="secondary" icon="sync" onClick={onClick}>
      {t('request.ask-again', 'Ask again')}
    </Button>
  ) : (
    <Button size="sm" variant="secondary" onClick={onClick}>
      {t('request.back-to-service', 'Back to service')}
    </Button>
  );
}

type RequestPart = Extract<Scope, { kind: 'request' }>;

/** Steps above the one that is shown and below the service, with the samples that each gives. */
function WiderSteps({ scope, onClimb }: { readonly scope: RequestPart; onClimb(rung: Rung): void }) {
  const wider = RUNGS.slice(0, RUNGS.indexOf(scope.rung));
  return [...scope.ladder]
    .reverse()
    .filter(({ rung, closed, samples }) => wider.includes(rung) && closed === null && samples !== 0)
    .map((state) => (
      <Tip key={state.rung} content={rungText(state)}>
        <Button size="sm" variant="secondary" onClick={() => onClimb(state.rung)}>
          {state.name}
          {state.samples === null ? (state.isReading ? ' …' : '') : ` ${formatSamples(state.samples)}`}
        </Button>
      </Tip>
    ));
}

interface CautionProps {
  readonly samples: number;
  readonly scope: RequestPart;
  readonly cpu: string | null;
  readonly serviceSamples: number | null;
  onClimb(rung: Rung): void;
  onClose(): void;
}

function Caution({ samples, scope, cpu, serviceSamples, onClimb, onClose }: CautionProps) {
  const styles = useStyles2(getStyles);
  const { accuracyPoints, showShares } = sampleFloor(samples);
  return (
    <div className={styles.caution} role="status" data-testid="fixlayer-request-caution">
      <span className={styles.sentence}>
        <Icon name="exclamation-triangle" className={styles.triangle} />
        <span>
          <strong>
            {t('request.samples', '', {
              count: samples,
              amount: formatSamples(samples),
              defaultValue_one: '{{amount}} sample.',
              defaultValue_other: '{{amount}} samples.',
            })}
          </strong>{' '}
          {showShares
            ? t(
                'request.shares-are-good-to',
                'Shares are good to about {{accuracyPoints}} points. Use this to confirm a cause. To rank fixes, widen the scope.',
                { accuracyPoints }
              )
            : t(
                'request.too-few-for-shares',
                'Too few for shares. Use this to confirm a cause. To rank fixes, widen the scope.'
              )}
          {cpu !== null && ` ${cpu}`}
        </span>
      </span>
      <span className={styles.wider}>
        <span>{t('request.widen-to', 'Widen to')}</span>
        <WiderSteps scope={scope} onClimb={onClimb} />
        <Button size="sm" variant="secondary" onClick={onClose}>
          {t('request.service', 'Service{{samples}}', {
            samples: serviceSamples === null ? '' : ` ${formatSamples(serviceSamples)}`,
          })}
        </Button>
      </span>
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
  cpu: css({ margin: 0, fontSize: 13, lineHeight: '18px', fontVariantNumeric: 'tabular-nums' }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
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
  // The words stay with their buttons.
  wider: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  triangle: css({ flex: 'none', marginTop: 1, color: theme.colors.warning.text }),
});
