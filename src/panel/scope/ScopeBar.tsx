/**
 * Scope bar: what is shown (service, profile type), of what (service or one request), and on how much data.
 *
 * It holds no control without an effect: service and profile type are text unless the dashboard has variables for them.
 */
import React, { useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import { formatSamples } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import type { Rung } from '../request/rungs';
import type { Scope } from '../request/useRequestScope';
import { AfterPaint } from '../shell/AfterPaint';
import { profileTypeLabel } from './profileTypeLabel';
import { RequestChip } from './RequestChip';
import { ScopeLadder } from './ScopeLadder';
import { ScopeSelect } from './ScopeSelect';
import { scopeTestIds } from './testIds';
import { useDashboardVariable } from './useDashboardVariable';

export interface ScopeBarProps {
  /** null where the profile query names none */
  readonly service: string | null;
  readonly profileTypeId: string | null;
  readonly scope: Scope;
  /** of the service's profile; null while unknown */
  readonly samples: number | null;
  /** share (0..1) of the profile that is cut off or has no name; null while unknown */
  readonly hiddenOrUnknownShare: number | null;
  /** CSS pixels of the panel's content */
  readonly width: number;
  /** table and path are drawn: what is only operated may come now */
  readonly isDrawn: boolean;
  /** help button and the like, at the right end */
  readonly children?: React.ReactNode;
  /** to another step of the opened request's ladder */
  onClimb(rung: Rung): void;
  onCloseRequest(): void;
}

/** Above this share numbers must be read with care. */
const MUCH_HIDDEN_SHARE = 0.2;
/** CSS pixels */
const BUTTON_HEIGHT = 24;

export function ScopeBar(props: ScopeBarProps) {
  const { service, profileTypeId, scope, samples, hiddenOrUnknownShare, width, isDrawn, children } = props;
  const { onClimb, onCloseRequest } = props;
  const styles = useStyles2(getStyles);
  const bar = useRef<HTMLDivElement>(null);
  // The button that closes the request goes away with it; the keyboard's place stays in this bar.
  const closeRequest = () => {
    bar.current?.focus({ preventScroll: true });
    onCloseRequest();
  };
  const serviceVariable = useDashboardVariable('service');
  const typeVariable = useDashboardVariable('profile_type');
  return (
    <div
      ref={bar}
      tabIndex={-1}
      className={mergedClass(styles.bar, width < 640 && styles.wrapping, width < 480 && styles.tight)}
      data-testid={scopeTestIds.bar}
    >
      {service !== null && (
        <ScopeSelect name={t('scope.service', 'Service')} text={service} variable={serviceVariable} />
      )}
      {profileTypeId !== null && (width >= 480 || scope.kind === 'service') && (
        <ScopeSelect
          name={t('scope.profile-type', 'Profile type')}
          text={profileTypeLabel(profileTypeId)}
          variable={typeVariable}
          formatValue={profileTypeLabel}
        />
      )}
      {(width >= 1000 || scope.kind === 'request') && (
        <ScopeLadder scope={scope} roomy={width >= 1000} onClimb={onClimb} onCloseRequest={closeRequest} />
      )}
      {scope.kind === 'request' && <RequestChip request={scope} onClose={closeRequest} />}
      <span className={styles.space} />
      {scope.kind === 'service' && samples !== null && (
        <span
          className={styles.meta}
          title={t('scope.count-samples', '{{samples}} samples', { samples: formatSamples(samples) })}
        >
          {width < 480
            ? `n ${formatSamples(samples)}`
            : t('scope.count-samples', '{{samples}} samples', { samples: formatSamples(samples) })}
        </span>
      )}
      {scope.kind === 'service' && hiddenOrUnknownShare !== null && width >= 1000 && (
        <Hidden share={hiddenOrUnknownShare} />
      )}
      <AfterPaint drawn={isDrawn} height={BUTTON_HEIGHT}>
        {children}
      </AfterPaint>
    </div>
  );
}

function Hidden({ share }: { readonly share: number }) {
  const styles = useStyles2(getStyles);
  const percent = share * 100;
  const text = percent > 0 && percent < 0.05 ? '<0.1' : percent.toFixed(1);
  const much = share > MUCH_HIDDEN_SHARE;
  return (
    <Tooltip
      content={t(
        'scope.hidden-too-small-to-be',
        'Hidden: too small to be sent by the store. Unknown: frames without a name.'
      )}
    >
      <span className={mergedClass(styles.meta, styles.divided, much && styles.warning)}>
        {much && <Icon name="exclamation-triangle" size="sm" />}{' '}
        {t('scope.hidden-or-unknown', '{{share}} % hidden or unknown', { share: text })}
      </span>
    </Tooltip>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: theme.spacing(theme.components.height.sm),
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    whiteSpace: 'nowrap',
    '&:focus': { outline: 'none', boxShadow: 'none' },
  }),
  wrapping: css({ flexWrap: 'wrap' }),
  // Seven controls in one row.
  tight: css({ columnGap: theme.spacing(0.5) }),
  space: css({ flex: 1 }),
  meta: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  divided: css({ borderLeft: `1px solid ${theme.colors.border.medium}`, paddingLeft: theme.spacing(1) }),
  warning: css({ color: theme.colors.warning.text }),
}));
