/** Everything about versions and baselines that the panel needs: the profile that is read, and what changed in it. */
import { useMemo } from 'react';
import type { InterpolateFunction, PanelData, TimeZone } from '@grafana/data';
import type { AnalysisOptions, StackFilter } from '../../analysis';
import type { RedModel, RedRefIds } from '../../correlate/red';
import { describeProfileFrame, targetOf, type ProfileSource } from '../../shared/ui/frames/profileSource';
import { useAnalysis, type AnalysisState } from '../analysis/useAnalysis';
import { resolveProfileTarget, type SavedTarget } from '../request/profileTarget';
import type { UrlValues } from '../state/viewState';
import { findPartTarget } from './findPartTarget';
import { tableChangesOf, type TableChanges } from './tableChanges';
import { useChanges, type Changes } from './useChanges';
import { useVersionAlone, type VersionAlone } from './useVersionAlone';

export interface ChangeZoneInput {
  readonly data: PanelData;
  readonly panelId: number | string;
  readonly red: RedModel;
  readonly profileTarget: SavedTarget | null;
  readonly refIds: RedRefIds;
  /** the panel's own profile, of all versions, and its analysis */
  readonly source: ProfileSource | null;
  readonly all: AnalysisState;
  /** allocation profile that was loaded for a version alone */
  allocationsOf(version: string | null): ProfileSource | null;
  readonly options: AnalysisOptions;
  readonly filters: readonly StackFilter[];
  readonly url: Pick<UrlValues, 'version' | 'base'>;
  readonly timeZone: TimeZone;
  readonly replaceVariables: InterpolateFunction;
}

export interface ChangeZone {
  /** of the version that is read, else of the panel's own profile */
  readonly service: AnalysisState;
  readonly source: ProfileSource | null;
  readonly version: VersionAlone;
  readonly changes: Changes;
  readonly table: TableChanges | null;
  /** the profile on screen is about to be replaced by the one of a version */
  readonly isReadingVersion: boolean;
}

export function useChangeZone(input: ChangeZoneInput): ChangeZone {
  const {
    data,
    panelId,
    red,
    profileTarget,
    refIds,
    source,
    all,
    allocationsOf,
    options,
    filters,
    url,
    timeZone,
    replaceVariables,
  } = input;
  const target = useMemo(
    () => resolveProfileTarget(profileTarget, replaceVariables, data.request?.scopedVars),
    [profileTarget, replaceVariables, data.request]
  );
  const frame = source?.frame ?? null;
  const version = useVersionAlone({
    data,
    panelId,
    red,
    refIds,
    target,
    frame,
    wanted: url.version,
    replaceVariables,
  });
  const versionFrame = version.state.kind === 'alone' ? version.state.frame : null;
  const versionSource = useMemo(
    () => (versionFrame ? describeProfileFrame(versionFrame, targetOf(data, source?.refId ?? undefined)) : null),
    // The frame alone decides; `data` changes with every refresh.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [versionFrame]
  );
  const read = versionSource ?? source;
  // The panel's own allocation profile is of all versions and says nothing of one.
  const alloc = version.state.kind === 'alone' ? allocationsOf(version.state.version) : null;
  const alone = useAnalysis(versionSource, alloc, options, filters);
  const service = useMemo<AnalysisState>(() => {
    if (versionSource === null) {
      return all;
    }
    // Until the version is analysed, what is on screen stays, faded.
    return alone.status === 'running' && alone.analysis === null
      ? { ...alone, analysis: all.analysis, readJob: all.readJob }
      : alone;
  }, [versionSource, all, alone]);
  const rateTarget = useMemo(() => findPartTarget('rate', data, red, refIds), [data, red, refIds]);
  const versionsTarget = useMemo(() => findPartTarget('versions', data, red, refIds), [data, red, refIds]);
  const changes = useChanges({
    data,
    panelId,
    red,
    target,
    rateTarget,
    versionsTarget,
    refIds,
    version,
    source: read,
    analysis: service.status === 'ready' ? service.analysis : null,
    options,
    filters,
    wanted: url.base,
    replaceVariables,
  });
  const table = useMemo(() => tableChangesOf(changes.state, timeZone), [changes.state, timeZone]);
  return useMemo(
    () => ({ service, source: read, version, changes, table, isReadingVersion: version.state.kind === 'reading' }),
    [service, read, version, changes, table]
  );
}
