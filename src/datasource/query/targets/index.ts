/** The query types by name. Most panels ask for profiles: the code of the other types is loaded when it is asked for. */
import { catchError, defer, from, of, throwError, type Observable } from 'rxjs';
import { faultOf } from '../fault';
import { runProfile } from './profileTarget';
import type { RunTarget } from './target';

const part = async () => (await import('./partTarget')).runPart;

const lazyTargets = new Map<string, () => Promise<RunTarget>>([
  ['callers', part],
  ['callees', part],
  ['diff', async () => (await import('./diffTarget')).runDiff],
  ['functionOverTime', async () => (await import('./overTimeTarget')).runOverTime],
  ['red', async () => (await import('./redTarget')).runRed],
  ['series', async () => (await import('./seriesTarget')).runSeries],
]);

/** Synchronous for profiles: their request goes out at once. What is no query type is named by `planQuery`. */
export function targetOf(queryType: string): Observable<RunTarget> {
  const load = lazyTargets.get(queryType);
  return load
    ? defer(() => from(load())).pipe(catchError((error: unknown) => throwError(() => faultOf(error))))
    : of(runProfile);
}
