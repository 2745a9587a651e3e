/** The part of the panel that a profile fills: the hotspots, or why there are none and what to do about it. */
import React from 'react';
import { dateTimeFormat, type TimeRange } from '@grafana/data';
import { EmptyZone } from '../shell/EmptyZone';
import { StaleContent } from '../shell/StaleContent';
import type { AnalysisState } from '../analysis/useAnalysis';

/** Why the profile target has brought nothing. */
export type ProfileProblem =
  | { readonly kind: 'no-target'; readonly refId: string }
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
  if (problem && !loading) {
    return <ProblemZone problem={problem} />;
  }
  if (analysis.status === 'error') {
    return (
      <EmptyZone
        icon="exclamation-triangle"
        isFailure
        title="The profile could not be read"
        cause={analysis.message ?? ''}
        actions={[{ label: 'Try again', run: analysis.retry }]}
      />
    );
  }
  if (!analysis.analysis) {
    return busy ? (
      <StaleContent busy text="Reading profile…" />
    ) : (
      <NoProfile service={service} timeRange={timeRange} timeZone={timeZone} onWiden={onWiden} />
    );
  }
  return (
    <StaleContent busy={busy} text="Reading profile…">
      {children}
    </StaleContent>
  );
}

function ProblemZone({ problem }: { readonly problem: ProfileProblem }) {
  switch (problem.kind) {
    case 'no-target':
      return (
        <EmptyZone
          icon="database"
          title="No profile query"
          cause={`Table and path need one. Add a query of a Pyroscope data source named “${problem.refId}”, or choose another name in the panel's options.`}
        />
      );
    case 'not-a-profile':
      return (
        <EmptyZone
          icon="database"
          title="The profile query brought no profile"
          cause={`Its answer has no column ${problem.missing.join(', ')}. Set its query type to Profile.`}
        />
      );
    case 'failed':
      return problem.status === 401 || problem.status === 403 ? (
        <EmptyZone
          icon="lock"
          isFailure
          title="No access to profiles"
          cause={`You may see this dashboard but not query its profiles. The data source says: ${problem.message}`}
        />
      ) : (
        <EmptyZone
          icon="exclamation-triangle"
          isFailure
          title="Profiles could not be loaded"
          cause={`The data source says: ${problem.message} The next refresh asks again.`}
        />
      );
  }
}

function NoProfile({
  service,
  timeRange,
  timeZone,
  onWiden,
}: Pick<Props, 'service' | 'timeRange' | 'timeZone' | 'onWiden'>) {
  const fromMs = timeRange.from.valueOf();
  const toMs = timeRange.to.valueOf();
  const time = (ms: number) =>
    dateTimeFormat(ms, { timeZone, format: toMs - fromMs > 24 * 3_600_000 ? 'YYYY-MM-DD HH:mm' : 'HH:mm' });
  return (
    <EmptyZone
      icon="chart-line"
      title="No profiles in this window"
      cause={`${service ?? 'The service'} sent no profiles of this type between ${time(fromMs)} and ${time(toMs)}.`}
      actions={
        toMs - fromMs < WIDER_MS ? [{ label: 'Use the 6 hours before', run: () => onWiden(toMs - WIDER_MS, toMs) }] : []
      }
    />
  );
}
