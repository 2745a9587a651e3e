/** What a request of the query API selects: rows of the store, and stacks with their values. Refuses with v2's words. */
import { parseSelector } from '../promql/parse';
import type { Matcher } from '../promql/labels';
import { invalid, refused, type QuerierRequest } from './connect';
import { mergeStacks, type ProfileStore, type SelectedRow } from './profileStore';
import { checkIds, checkProfileType, checkRange } from './validate';

/** @throws ConnectError when the selector is none */
export function readSelector(selector: string, prefix = 'parsing label selector'): readonly Matcher[] {
  try {
    return parseSelector(selector);
  } catch (error) {
    const { message } = error as Error;
    throw invalid(`${prefix} ${JSON.stringify(selector)}: ${message}`, message);
  }
}

/** Matchers of a request for profiles. @throws ConnectError for its type, its selector or its range, in this order */
export function checkedMatchers(request: QuerierRequest): readonly Matcher[] {
  checkProfileType(request.profileTypeID);
  const matchers = [...readSelector(request.labelSelector), profileTypeMatcher(request.profileTypeID)];
  checkRange(request);
  return matchers;
}

function profileTypeMatcher(id: string): Matcher {
  const value = id.split(':').slice(0, 5).join(':');
  return { name: '__profile_type__', op: '=', value, test: (found) => found === value };
}

/** Rows of what a merging method asks for. @throws ConnectError as the server does, in its order */
export function selectRows(store: ProfileStore, request: QuerierRequest): SelectedRow[] {
  const matchers = checkedMatchers(request);
  if (request.goPgo) {
    throw refused('stackTraceSelector.goPgo');
  }
  const rows = store.select(matchers, request.start, request.end);
  if (rows.length > 0) {
    // Checked block by block, so an id that is no id passes where no block has data.
    checkIds(request);
  }
  const profileIds = new Set(request.profileIdSelector.map((id) => id.toLowerCase()));
  return profileIds.size === 0 ? rows : rows.filter(({ profileId }) => profileIds.has(profileId));
}

/** Values per stack of rows, of those samples that the request's selectors let through. */
export function stacksOf(
  rows: readonly SelectedRow[],
  store: ProfileStore,
  { spanSelector, traceIdSelector, callSite }: QuerierRequest
): Map<number, number> {
  const stacks = mergeStacks(rows, store.symbols, { spanIds: spanSelector, traceIds: traceIdSelector });
  return callSite === null ? stacks : new Map([...stacks].filter(([stack]) => startsWith(stack, callSite, store)));
}

/** @returns rows that hold only the samples under the call site; rows without one are left out */
export function underCallSite(
  rows: readonly SelectedRow[],
  callSite: readonly string[],
  store: ProfileStore
): SelectedRow[] {
  return rows.flatMap((row) => {
    const samples = row.samples.filter(({ stackId }) => startsWith(stackId, callSite, store));
    return samples.length === 0 ? [] : [{ ...row, samples, total: samples.reduce((sum, { value }) => sum + value, 0) }];
  });
}

function startsWith(stack: number, callSite: readonly string[], store: ProfileStore): boolean {
  const functions = store.symbols.functionsOf(stack);
  return callSite.every(
    (name, i) => functions[i] !== undefined && store.symbols.functions[functions[i]!]!.name === name
  );
}
