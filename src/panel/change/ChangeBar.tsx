/** What the table is of (which version), and what changed in it since the baseline. One line each, above the table. */
import React from 'react';
import type { TimeZone } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import type { ProfileKind } from '../../analysis/model';
import { t } from '../../shared/ui/i18n/translate';
import { Segments } from '../../shared/ui/names/Segments';
import { HowButton } from '../how/HowButton';
import { getLineStyles } from '../shell/lineStyles';
import { testIds } from '../testIds';
import { changesText, versionText } from './changeText';
import type { Changes } from './useChanges';
import { TOGETHER, type VersionAlone } from './useVersionAlone';

interface Props {
  readonly version: VersionAlone;
  readonly changes: Changes;
  readonly kind: ProfileKind;
  /** stacks are hidden: the figures are of what is left */
  readonly isPart: boolean;
  readonly timeZone: TimeZone;
  readonly byChange: boolean;
  onVersion(version: string | null): void;
  onSort(byChange: boolean): void;
  /** opens the form in which another baseline is chosen */
  onChooseOther(): void;
  /** back to what the window suggests */
  onUndo(): void;
}

/** Versions offered as buttons. */
const MOST_OFFERED = 4;

export function ChangeBar(props: Props) {
  const { version, changes, kind, isPart, timeZone, byChange, onVersion, onSort, onChooseOther, onUndo } = props;
  const styles = useStyles2(getLineStyles);
  const ofVersion = versionText(version);
  const ofChanges = changesText(changes.state, { kind, isPart, timeZone });
  if (ofVersion === null && ofChanges === null) {
    return null;
  }
  return (
    <div className={styles.lines} data-testid={testIds.changeBar}>
      {ofVersion !== null && (
        <div className={styles.line}>
          <Icon name="code-branch" size="sm" className={styles.icon} />
          <div className={styles.text}>
            <Segments segments={ofVersion} /> <OtherVersions version={version} onVersion={onVersion} />
          </div>
        </div>
      )}
      {ofChanges !== null && (
        <div className={styles.line} role="status">
          <Icon name="history" size="sm" className={styles.icon} />
          <div className={styles.text}>
            <Segments segments={ofChanges} />{' '}
            {changes.state.kind === 'ready' && (
              <Button
                size="sm"
                variant="secondary"
                fill="text"
                icon={byChange ? 'check' : 'sort-amount-down'}
                aria-pressed={byChange}
                onClick={() => onSort(!byChange)}
              >
                {t('change.sort-by-change', 'Sort by change')}
              </Button>
            )}
            {changes.state.kind === 'ready' && (
              <HowButton
                of={t('change.this-comparison', 'this comparison')}
                look="text"
                placement="bottom"
                asked={{ kind: 'changes', state: changes.state, of: kind }}
              />
            )}
            {(changes.state.kind === 'failed' || changes.state.kind === 'no-baseline') && (
              <Button size="sm" variant="secondary" fill="text" onClick={changes.retry}>
                {t('change.try-again', 'Try again')}
              </Button>
            )}
            {(changes.chosen !== null || changes.state.kind === 'unusable') && (
              <>
                <Button size="sm" variant="secondary" fill="text" onClick={onChooseOther}>
                  {t('change.choose-another', 'Choose another')}
                </Button>
                <Button size="sm" variant="secondary" fill="text" icon="times" onClick={onUndo}>
                  {t('change.stop-comparing-with-it', 'Stop comparing with it')}
                </Button>
              </>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

function OtherVersions({ version: { versions, state }, onVersion }: Pick<Props, 'version' | 'onVersion'>) {
  const shown = state.kind === 'alone' ? state.version : null;
  return (
    <>
      {versions
        .filter(({ version }) => version !== shown)
        .slice(0, MOST_OFFERED)
        .map(({ version }) => (
          <Button key={version} size="sm" variant="secondary" fill="text" onClick={() => onVersion(version)}>
            {version}
          </Button>
        ))}
      {state.kind !== 'together' && state.kind !== 'unlabelled' && (
        <Button size="sm" variant="secondary" fill="text" onClick={() => onVersion(TOGETHER)}>
          {t('change.all-together', 'All together')}
        </Button>
      )}
    </>
  );
}
