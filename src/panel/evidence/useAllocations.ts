/** The allocation profile that a reader loaded for the ledger, for as long as it belongs to what is shown. */
import { useCallback, useMemo, useState } from 'react';
import type { InterpolateFunction, PanelData } from '@grafana/data';
import type { ProfileSource } from '../../shared/ui/frames/profileSource';
import type { SavedTarget } from '../request/profileTarget';
import { allocationsOf, type AllocationsInView, type LoadedAllocations } from './allocations';
import { viewIn } from './context';

export interface Allocations {
  /** of one version alone, or (null) of all; null where none was loaded */
  of(version: string | null): ProfileSource | null;
  load(loaded: LoadedAllocations): void;
}

export function useAllocations(
  data: PanelData,
  profileTarget: SavedTarget | null,
  replaceVariables: InterpolateFunction
): Allocations {
  const [loaded, setLoaded] = useState<AllocationsInView | null>(null);
  const view = useMemo(
    () => viewIn({ data, profileTarget, replaceVariables }),
    [data, profileTarget, replaceVariables]
  );
  const load = useCallback((found: LoadedAllocations) => setLoaded({ ...found, view }), [view]);
  const fromMs = data.timeRange.from.valueOf();
  const toMs = data.timeRange.to.valueOf();
  return useMemo(
    () => ({ load, of: (version) => allocationsOf(loaded, { of: view, fromMs, toMs }, version) }),
    [load, loaded, view, fromMs, toMs]
  );
}
