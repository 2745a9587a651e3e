/**
 * Service › Route › Trace › Span: how much is merged. Each step says what it would give; one that can't be read says why.
 * Below the service a dot leads in, so in service scope none of them is a way.
 */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import { formatSamples } from '../../shared/lib/format';
import { Glyph } from '../../shared/ui/icons/Glyph';
import { t } from '../../shared/ui/i18n/translate';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { focusRing } from '../../shared/ui/theme/ink';
import { Tip } from '../../shared/ui/tips/Tip';
import { RUNGS, rungText, type Rung } from '../request/rungs';
import type { Scope } from '../request/useRequestScope';
import { popupRow } from '../shell/popupRow';
import { PopupButton } from './PopupButton';
import { selectStyle } from './selectStyle';
import { scopeTestIds } from './testIds';

interface Props {
  readonly scope: Scope;
  /** room for four words; else a list */
  readonly roomy: boolean;
  onClimb(rung: Rung): void;
  onCloseRequest(): void;
}

const names = (): Readonly<Record<Rung, string>> => ({
  route: t('scope.route', 'Route'),
  trace: t('scope.rung-trace', 'Trace'),
  span: t('scope.span', 'Span'),
});

interface Step {
  readonly id: 'service' | Rung;
  readonly name: string;
  readonly told: string;
  readonly isCurrent: boolean;
  /** null where it can't be read */
  readonly go: (() => void) | null;
}

function stepsOf({ scope, onClimb, onCloseRequest }: Omit<Props, 'roomy'>): readonly Step[] {
  const isService = scope.kind === 'service';
  const service: Step = {
    id: 'service',
    name: t('scope.service', 'Service'),
    told: t('scope.all-samples-of-the-service', 'All samples of the service in this window.'),
    isCurrent: isService,
    go: isService ? null : onCloseRequest,
  };
  return [
    service,
    ...RUNGS.map((rung): Step => {
      if (isService) {
        const told =
          rung === 'span'
            ? t(
                'scope.click-a-dot-request',
                'Click a dot, or choose one of the slow requests, to see that request alone.'
              )
            : rung === 'trace'
              ? t('scope.click-a-dot-trace', 'Click a dot, or choose one of the slow requests, to see its trace.')
              : t('scope.click-a-dot-route', 'Click a dot, or choose one of the slow requests, to see its route.');
        return { id: rung, name: names()[rung], told, isCurrent: false, go: null };
      }
      const state = scope.ladder.find((one) => one.rung === rung);
      return {
        id: rung,
        name: names()[rung],
        told:
          state === undefined
            ? t('scope.the-request-alone-in-this', 'The request alone, in this service.')
            : rungText(state),
        isCurrent: rung === scope.rung,
        go: rung === scope.rung || (state?.closed ?? null) !== null ? null : () => onClimb(rung),
      };
    }),
  ];
}

export function ScopeLadder({ roomy, ...props }: Props) {
  const styles = useStyles2(getStyles);
  const steps = stepsOf(props);
  if (!roomy) {
    return <LadderList steps={steps} scope={props.scope} />;
  }
  return (
    <nav className={styles.ladder} aria-label={t('scope.scope', 'Scope')} data-testid={scopeTestIds.ladder}>
      {steps.map(({ id, name, told, isCurrent, go }, at) => (
        <React.Fragment key={id}>
          {at > 0 && <Glyph name="angle-right" size="sm" className={styles.separator} />}
          <Tip content={told} placement="bottom">
            <button
              type="button"
              className={mergedClass(styles.step, isCurrent ? styles.current : go ? styles.link : styles.disabled)}
              aria-current={isCurrent ? 'true' : undefined}
              aria-disabled={!isCurrent && go === null}
              onClick={() => go?.()}
            >
              {name}
            </button>
          </Tip>
        </React.Fragment>
      ))}
    </nav>
  );
}

function LadderList({ steps, scope }: { readonly steps: readonly Step[]; readonly scope: Scope }) {
  const styles = useStyles2(getStyles);
  const samplesOf = (id: Step['id']) =>
    scope.kind === 'request' ? (scope.ladder.find(({ rung }) => rung === id)?.samples ?? null) : null;
  const current = steps.find(({ isCurrent }) => isCurrent);
  return (
    <PopupButton
      label={
        <>
          {current?.name}
          <Glyph name="angle-down" size="sm" />
        </>
      }
      buttonName={t('scope.scope-is', 'Scope: {{name}}', { name: current?.name ?? '' })}
      popupName={t('scope.scope', 'Scope')}
      buttonClassName={styles.select}
      testId={scopeTestIds.ladder}
      align="start"
      maxWidth={320}
    >
      {steps.map(({ id, name, told, isCurrent, go }) => (
        <button
          key={id}
          type="button"
          className={mergedClass(styles.row, isCurrent && styles.current)}
          aria-current={isCurrent}
          disabled={!isCurrent && go === null}
          onClick={() => go?.()}
        >
          {name}
          {samplesOf(id) !== null && ` ${formatSamples(samplesOf(id) ?? 0)}`}
          <span className={styles.told}>{told}</span>
        </button>
      ))}
    </PopupButton>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  ladder: css({ display: 'inline-flex', alignItems: 'center', height: theme.spacing(theme.components.height.sm) }),
  step: css({
    padding: theme.spacing(0, 0.75),
    height: 24,
    border: 0,
    borderRadius: theme.shape.radius.sm,
    background: 'none',
    color: theme.colors.text.primary,
    fontSize: 'inherit',
    lineHeight: '20px',
    '&:focus-visible': focusRing(theme, 2),
  }),
  current: css({ background: theme.colors.action.selected, fontWeight: theme.typography.fontWeightMedium }),
  link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  disabled: css({ color: theme.colors.text.disabled, cursor: 'not-allowed' }),
  separator: css({ color: theme.colors.text.disabled }),
  select: css(selectStyle(theme)),
  row: css({ display: 'block', ...popupRow(theme), '&:disabled': { color: theme.colors.text.disabled } }),
  told: css({ display: 'block', whiteSpace: 'normal', fontSize: theme.typography.bodySmall.fontSize, opacity: 0.9 }),
}));
