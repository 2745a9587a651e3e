/** The part of the panel that a profile fills: the hotspots, or why there are none and what to do about it. */
import React from 'react';
import { dateTimeFormat, type TimeRange } from '@grafana/data';
import { t } from '../../shared/ui/i18n/translate';
import { EmptyZone } from '../shell/EmptyZone';
import { StaleContent } from '../shell/StaleContent';
import type { AnalysisState } from '../analysis/useAnalysis';

/** Why the profile target has brought nothing. */
export type ProfileProblem =
  | { readonly kind: 'no-target'; readonly refId: string }
  /** the dashboard's variable has none to choose, and nothing else failed */
  | { readonly kind: 'no-profile-type' }
  | { readonly kind: 'failed'; readonly message: string; readonly status: number | null }
  | { readonly kind: 'not-a-profile'; readonly missing: readonly string[] };

interface Props {
  readonly problem: ProfileProblem | null;
  /** the query is running */
  readonly loading: boolean;
  readonly analysis: AnalysisState;
  readonly service: string | null;
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  onWiden(fromMs: number, toMs: number): void;
  readonly children: React.ReactNode;
}

const WIDER_MS = 6 * 3_600_000;

export function ProfileZone({ problem, loading, analysis, service, timeRange, timeZone, onWiden, children }: Props) {
  const busy = loading || analysis.status === 'running';
  const window = { service, timeRange, timeZone, onWiden };
  if (problem && !loading) {
    return problem.kind === 'no-profile-type' ? (
      <NoProfile {...window} hasType={false} />
    ) : (
      <ProblemZone problem={problem} />
    );
  }
  if (analysis.status === 'error') {
    return (
      <EmptyZone
        icon="exclamation-triangle"
        isFailure
        title={t('hotspots.the-profile-could-not-be', 'The profile could not be read')}
        cause={analysis.message ?? ''}
        actions={[{ label: t('hotspots.try-again', 'Try again'), run: analysis.retry }]}
      />
    );
  }
  if (!analysis.analysis) {
    return busy ? (
      <StaleContent busy text={t('hotspots.reading-profile', 'Reading profile…')} />
    ) : (
      <NoProfile {...window} hasType />
    );
  }
  return (
    <StaleContent busy={busy} text={t('hotspots.reading-profile', 'Reading profile…')}>
      {children}
    </StaleContent>
  );
}

function ProblemZone({ problem }: { readonly problem: Exclude<ProfileProblem, { kind: 'no-profile-type' }> }) {
  switch (problem.kind) {
    case 'no-target':
      return (
        <EmptyZone
          icon="database"
          title={t('hotspots.no-profile-query', 'No profile query')}
          cause={t(
            'hotspots.table-and-path-need-one',
            "Table and path need one. Add a query of a Pyroscope data source named “{{refId}}”, or choose another name in the panel's options.",
            { refId: problem.refId }
          )}
        />
      );
    case 'not-a-profile':
      return (
        <EmptyZone
          icon="database"
          title={t('hotspots.the-profile-query-brought-no', 'The profile query brought no profile')}
          cause={t(
            'hotspots.its-answer-has-no-column',
            'Its answer has no column {{missing}}. Set its query type to Profile.',
            { missing: problem.missing.join(', ') }
          )}
        />
      );
    case 'failed':
      return problem.status === 401 || problem.status === 403 ? (
        <EmptyZone
          icon="lock"
          isFailure
          title={t('hotspots.no-access-to-profiles', 'No access to profiles')}
          cause={t(
            'hotspots.you-may-see-this-dashboard',
            'You may see this dashboard but not query its profiles. The data source says: {{message}}',
            { message: problem.message }
          )}
        />
      ) : (
        <EmptyZone
          icon="exclamation-triangle"
          isFailure
          title={t('hotspots.profiles-could-not-be-loaded', 'Profiles could not be loaded')}
          cause={t(
            'hotspots.the-data-source-says-the',
            'The data source says: {{message}} The next refresh asks again.',
            { message: problem.message }
          )}
        />
      );
  }
}

function NoProfile({
  service,
  timeRange,
  timeZone,
  onWiden,
  hasType,
}: Pick<Props, 'service' | 'timeRange' | 'timeZone' | 'onWiden'> & { readonly hasType: boolean }) {
  const fromMs = timeRange.from.valueOf();
  const toMs = timeRange.to.valueOf();
  const time = (ms: number) =>
    dateTimeFormat(ms, { timeZone, format: toMs - fromMs > 24 * 3_600_000 ? 'YYYY-MM-DD HH:mm' : 'HH:mm' });
  const said = {
    service:
      service ?? (hasType ? t('hotspots.the-service', 'The service') : t('hotspots.the-service-within', 'the service')),
    from: time(fromMs),
    to: time(toMs),
  };
  return (
    <EmptyZone
      icon="chart-line"
      title={
        hasType
          ? t('hotspots.no-profiles-in-this-window', 'No profiles in this window')
          : t('hotspots.no-profile-type', 'No profile type to choose')
      }
      cause={
        hasType
          ? t(
              'hotspots.sent-no-profiles',
              '{{service}} sent no profiles of this type between {{from}} and {{to}}.',
              said
            )
          : t(
              'hotspots.the-variable-of-profile-types-is-empty',
              'The variable of profile types is empty: {{service}} sent no profiles between {{from}} and {{to}}, or the query of the variable failed or leaves none.',
              said
            )
      }
      actions={
        toMs - fromMs < WIDER_MS
          ? [
              {
                label: t('hotspots.use-the-6-hours-before', 'Use the 6 hours before'),
                run: () => onWiden(toMs - WIDER_MS, toMs),
              },
            ]
          : []
      }
    />
  );
}
