/** The profiles of two groups of requests: a few requests merged into one answer, a few answers under way at a time. */
import type { DataFrame } from '@grafana/data';
import { from, lastValueFrom, mergeMap, tap, toArray } from 'rxjs';
import type { Exemplar } from '../../correlate/exemplars';
import type { RequestGroups } from '../../correlate/requestGroups';
import { WINDOW_MARGIN_MS, windowAround, type Window } from '../request/loadRequestProfile';
import type { QuerySelection } from '../request/requestPorts';

/** As many as a browser keeps open to one host besides what else the dashboard asks. */
const AT_A_TIME = 4;

export interface Batch {
  /** null where none of the requests has a sample */
  readonly frame: DataFrame | null;
  readonly requests: number;
}

export interface LoadedGroups {
  readonly group: readonly Batch[];
  readonly others: readonly Batch[];
  /** queries sent */
  readonly queries: number;
}

export interface LoadInput {
  readonly querySelection: QuerySelection;
  /** the store's data source can select by trace id */
  readonly canSelectTraces: boolean;
  onProgress(done: number, of: number): void;
}

/**
 * By span where every request names one, else by trace. Requests whose spans have no samples at all may be named by the
 * wrong span (a child of the profiled one): then by trace too.
 *
 * @returns null where requests name traces only and the data source can't select by them
 * @throws what the port throws
 */
export async function loadBatches(groups: RequestGroups, input: LoadInput): Promise<LoadedGroups | null> {
  const all = [...groups.group, ...groups.others];
  const haveSpans = all.flat().every(({ spanId }) => spanId !== null);
  if (!haveSpans && !input.canSelectTraces) {
    return null;
  }
  const bySpan = haveSpans ? await load(all, 'spans', input) : null;
  const foundSome = bySpan?.some(({ frame }) => frame !== null) === true;
  const batches = bySpan !== null && (foundSome || !input.canSelectTraces) ? bySpan : await load(all, 'traces', input);
  return {
    group: batches.slice(0, groups.group.length),
    others: batches.slice(groups.group.length),
    queries: all.length * (bySpan !== null && batches !== bySpan ? 2 : 1),
  };
}

async function load(
  batches: ReadonlyArray<readonly Exemplar[]>,
  kind: 'spans' | 'traces',
  { querySelection, onProgress }: LoadInput
): Promise<readonly Batch[]> {
  let done = 0;
  onProgress(0, batches.length);
  const loaded = await lastValueFrom(
    from(batches.map((requests, index) => ({ requests, index }))).pipe(
      mergeMap(async ({ requests, index }) => {
        const ids = requests.map(({ traceId, spanId }) => (kind === 'spans' && spanId !== null ? spanId : traceId));
        const frame = await querySelection({ kind, ids: [...new Set(ids)] }, windowOf(requests));
        return { index, batch: { frame, requests: requests.length } };
      }, AT_A_TIME),
      tap(() => onProgress(++done, batches.length)),
      toArray()
    )
  );
  return loaded.sort((a, b) => a.index - b.index).map(({ batch }) => batch);
}

function windowOf(requests: readonly Exemplar[]): Window {
  const starts = requests.map(({ timeMs, valueSeconds }) => timeMs - valueSeconds * 1000);
  const ends = requests.map(({ timeMs }) => timeMs);
  return windowAround(Math.min(...starts), Math.max(...ends), WINDOW_MARGIN_MS);
}
