import type { PyroscopeVariableQuery, VariableKind } from '../types';

type SavedByCore = { type?: string; labelName?: string };

/** What this datasource saves as `kind`, and what Grafana's own saves as `type`. */
const kinds = new Map<string | undefined, VariableKind>([
  ['service', 'service'],
  ['profileType', 'profileType'],
  ['labelName', 'labelName'],
  ['label', 'labelName'],
  ['labelValue', 'labelValue'],
]);

/**
 * Saved JSON of a variable with its defaults. Understands the variable of Grafana's own Pyroscope datasource (`type`,
 * `labelName`) as well; a kind that neither knows reads as the default. Keys of panel queries, which Grafana merges in,
 * are left out.
 */
export function readVariableQuery(
  saved: Partial<PyroscopeVariableQuery> & SavedByCore
): Required<Pick<PyroscopeVariableQuery, 'kind' | 'label' | 'labelSelector' | 'profileTypeId'>> {
  return {
    kind: kinds.get(saved.kind) ?? kinds.get(saved.type) ?? 'service',
    label: saved.label ?? saved.labelName ?? '',
    labelSelector: saved.labelSelector?.trim() || '{}',
    profileTypeId: saved.profileTypeId ?? '',
  };
}
