/** Keeps a defect in one zone from blanking the others. New data gives the zone another try. */
import React from 'react';
import { ErrorBoundary } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import { EmptyZone } from './EmptyZone';

const zoneNames = () => ({
  explanation: t('shell.zone-explanation', 'explanation'),
  table: t('shell.zone-table', 'table'),
  path: t('shell.zone-path', 'path'),
  'scope bar': t('shell.zone-scope-bar', 'scope bar'),
  'RED strip': t('shell.zone-red-strip', 'RED strip'),
  comparison: t('shell.zone-comparison', 'comparison'),
  compare: t('shell.zone-compare', 'compare'),
  answer: t('shell.zone-answer', 'answer'),
  changes: t('shell.zone-changes', 'changes'),
  'request notice': t('shell.zone-request-notice', 'request notice'),
  search: t('shell.zone-search', 'search'),
});

interface Props {
  readonly name: keyof ReturnType<typeof zoneNames>;
  /** a change of any of these renders the zone anew */
  readonly dependencies: unknown[];
  readonly children: React.ReactNode;
}

export function ZoneBoundary({ name, dependencies, children }: Props) {
  return (
    <ErrorBoundary boundaryName={`fixlayer-${name}`} dependencies={dependencies}>
      {({ error }) =>
        error ? (
          <EmptyZone
            icon="bug"
            isFailure
            title={t('shell.the-could-not-be-drawn', 'The {{name}} could not be drawn', { name: zoneNames()[name] })}
            cause={t(
              'shell.the-rest-of-the-panel',
              '{{message}} The rest of the panel is not affected; the next refresh tries again.',
              { message: error.message }
            )}
          />
        ) : (
          children
        )
      }
    </ErrorBoundary>
  );
}
