/** An allocation profile that was loaded beside the panel's own, and what of the panel it belongs to. */
import type { ProfileSource } from '../../shared/ui/frames/profileSource';
import { hasMoved, type AskedWindow } from '../answer/askedWindow';

export interface LoadedAllocations {
  readonly source: ProfileSource;
  /** that it is of; null = all versions */
  readonly version: string | null;
  readonly fromMs: number;
  readonly toMs: number;
}

/** As long as the window hardly moves, and for what it was read of: another view has another one. */
export interface AllocationsInView extends LoadedAllocations {
  /** see `viewIn` */
  readonly view: string;
}

export function allocationsOf(
  loaded: AllocationsInView | null,
  { of, fromMs, toMs }: AskedWindow,
  version: string | null
): ProfileSource | null {
  const isOf =
    loaded !== null && loaded.version === version && !hasMoved({ ...loaded, of: loaded.view }, { of, fromMs, toMs });
  return isOf ? loaded.source : null;
}
