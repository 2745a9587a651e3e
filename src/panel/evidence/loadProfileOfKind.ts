/** Another profile of the same service and window: first which types the store has of it, then the one that is wanted. */
import type { DataFrame, PanelData } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { ProfileKind } from '../../analysis/model';
import { isProfileFrame } from '../../shared/ui/frames/profileColumns';
import { serviceOfSelector, type ProfileTarget } from '../request/profileTarget';
import { queryOnce } from '../request/queryOnce';
import { requestId, requestIn } from '../request/requestPorts';
import { typeFor } from './missingEvidence';

export type ProfileOfKind =
  /** `profileTypeId` may be of the next best kind */
  | { readonly kind: 'read'; readonly profileTypeId: string; readonly frame: DataFrame }
  /** the store has it of others, or not at all; `types` is what it has of this service */
  | { readonly kind: 'no-type'; readonly types: readonly string[] }
  /** the type is there, without a sample in this window */
  | { readonly kind: 'no-samples'; readonly profileTypeId: string };

/** As Pyroscope labels every profile with its type. */
const PROFILE_TYPE_LABEL = '__profile_type__';

/** Two queries. @throws what the data source throws */
export async function loadProfileOfKind(
  wanted: ProfileKind,
  { data, panelId, target }: { readonly data: PanelData; readonly panelId: number; readonly target: ProfileTarget },
  signal: AbortSignal
): Promise<ProfileOfKind> {
  const types = await typesOf(target, data);
  const profileTypeId = typeFor(types, wanted, target.profileTypeId);
  if (profileTypeId === null) {
    return { kind: 'no-type', types };
  }
  const { timeRange } = data;
  const window = { fromMs: timeRange.from.valueOf(), toMs: timeRange.to.valueOf() };
  // `groupBy` is what Grafana's own data source expects.
  const asked = { ...target, refId: 'evidence', hide: false, queryType: 'profile', groupBy: [], profileTypeId };
  const frames = await queryOnce(asked, requestIn(data, requestId(panelId, 'evidence'), window), signal);
  const frame = frames.find(isProfileFrame);
  const total: unknown = frame?.fields.find(({ name }) => name === 'value')?.values[0];
  return frame !== undefined && typeof total === 'number' && total > 0
    ? { kind: 'read', profileTypeId, frame }
    : { kind: 'no-samples', profileTypeId };
}

async function typesOf(target: ProfileTarget, { request, timeRange }: PanelData): Promise<readonly string[]> {
  const datasource = await getDataSourceSrv().get(target.datasource, request?.scopedVars);
  const service = serviceOfSelector(target.labelSelector);
  const filters = service === null ? [] : [{ key: 'service_name', operator: '=', value: service }];
  const values: unknown = await datasource.getTagValues?.({ key: PROFILE_TYPE_LABEL, filters, timeRange });
  return Array.isArray(values) ? values.map(({ text }: { readonly text: unknown }) => String(text)) : [];
}
