import type { PyroscopeVariableQuery, VariableKind } from '../types';

type SavedByCore = { type?: string; labelName?: string };

const kindsOfCore: Record<string, VariableKind> = {
  profileType: 'profileType',
  label: 'labelName',
  labelValue: 'labelValue',
};

/**
 * Saved JSON of a variable with its defaults. Understands the variable of Grafana's own Pyroscope datasource (`type`,
 * `labelName`) as well. Keys of panel queries, which Grafana merges in, are left out.
 */
export function readVariableQuery(
  saved: Partial<PyroscopeVariableQuery> & SavedByCore
): Required<Pick<PyroscopeVariableQuery, 'kind' | 'label' | 'labelSelector' | 'profileTypeId'>> {
  return {
    kind: saved.kind ?? kindsOfCore[saved.type ?? ''] ?? 'service',
    label: saved.label ?? saved.labelName ?? '',
    labelSelector: saved.labelSelector?.trim() || '{}',
    profileTypeId: saved.profileTypeId ?? '',
  };
}
