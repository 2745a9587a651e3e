/**
 * Who sent the profiles of a window, and until when: one small `SelectSeries` by the labels that name an instance.
 *
 * Points are the right edges of steps: the newest profile is no younger than the newest edge.
 */
import { map, type Observable } from 'rxjs';
import type { PyroscopeClient } from './pyroscopeClient';
import type { Subject } from './requestBodies';
import { selectSeries } from './selectSeries';

export interface Arrival {
  /** different values of the labels that name one, up to 500; null where the profiles have none of these */
  readonly instances: number | null;
  /** there are more than 500 */
  readonly moreInstances: boolean;
  /** null where nothing came in the window */
  readonly newestMs: number | null;
  /** end of the window, or the moment of asking where that was earlier */
  readonly untilMs: number;
  /** how often agents push by the settings */
  readonly pushSeconds: number;
}

/** As Kubernetes, OpenTelemetry, Prometheus and the SDKs name an instance. */
const INSTANCE_LABELS = ['pod', 'instance', 'hostname', 'host', 'service_instance_id', 'service.instance.id'];
const MOST_INSTANCES = 500;
/** Steps of the window: enough to tell a gap at its end. */
const STEPS = 30;

/** No step is shorter than a push. */
export function askArrival(
  client: Pick<PyroscopeClient, 'json'>,
  { profileTypeId, labelSelector, fromMs, toMs, isFixed }: Subject,
  { pushSeconds, nowMs }: Pick<Arrival, 'pushSeconds'> & { readonly nowMs: number }
): Observable<Arrival> {
  const stepSeconds = Math.max(pushSeconds, Math.ceil((toMs - fromMs) / 1000 / STEPS));
  return selectSeries(client, {
    ...{ profileTypeId, labelSelector, fromMs, toMs, isFixed },
    stepSeconds,
    groupBy: INSTANCE_LABELS,
    // One more tells whether there are others.
    limit: MOST_INSTANCES + 1,
    withExemplars: false,
  }).pipe(
    map((series): Arrival => {
      const untilMs = Math.min(toMs, nowMs);
      const named = series.filter(({ labels }) => Object.values(labels).some((value) => value !== ''));
      const edges = series.flatMap(({ timesMs }) => timesMs.slice(-1));
      return {
        instances: named.length > 0 ? Math.min(named.length, MOST_INSTANCES) : null,
        moreInstances: named.length > MOST_INSTANCES,
        newestMs: edges.length > 0 ? Math.min(untilMs, Math.max(...edges)) : null,
        untilMs,
        pushSeconds,
      };
    })
  );
}
