/** Why there is no profile of a request, in words: title, cause, next actions. */
import type { EmptyReason } from './loadRequestProfile';
import type { Rung } from './rungs';

/** What the reader can do about it, by a control that works. */
export type RequestAction = 'retry' | 'back';

export interface RequestMessage {
  readonly title: string;
  readonly cause: string;
  readonly actions: readonly RequestAction[];
  /** services of the trace that have a profile of it, where the one on screen has none */
  readonly services?: readonly string[];
}

export function emptyMessage(reason: EmptyReason, service: string | null, rung: Rung = 'span'): RequestMessage {
  const name = service ?? 'This service';
  switch (reason.kind) {
    case 'no-samples':
      if (rung !== 'span') {
        return {
          title: rung === 'trace' ? 'No samples of this trace' : 'No samples of these requests',
          cause:
            'Either none was profiled under the ids that are known of them, or no sample fell into them. Requests with less than about 20 ms of CPU often have none.',
          actions: ['back'],
        };
      }
      return {
        title: 'No samples in this request',
        cause:
          'It was profiled, but no sample fell into it. Requests with less than about 20 ms of CPU often have none; the rest of their time is waiting.',
        actions: ['back'],
      };
    case 'too-fresh':
      return {
        title: 'No profile of this request yet',
        cause: 'It ended moments ago. Profilers send every 10 to 30 s.',
        actions: ['retry', 'back'],
      };
    case 'span-unknown':
      return {
        title: 'No samples for this span',
        cause:
          'Either the request used less than about 20 ms of CPU, or its profile belongs to another span. No trace data source is known that could tell.',
        actions: ['retry', 'back'],
      };
    case 'no-trace-source':
      return {
        title: 'No trace data source',
        cause:
          'This dot names a trace without a span. A dashboard variable named ds_tempo, or an exemplar link in the metrics data source, would say where traces are.',
        actions: ['back'],
      };
    case 'trace-not-found':
      return {
        title: 'Trace not found',
        cause: 'The trace was not kept, or it has expired.',
        actions: ['retry', 'back'],
      };
    case 'not-profiled':
      return {
        title: 'Request not profiled',
        cause:
          'No span of this trace names a profile. The trace was not sampled, or the profiler is not linked to tracing.',
        actions: ['back'],
      };
    case 'other-service':
      return {
        title: 'Profiled in another service',
        cause: `${name} has no profile in this trace. ${reason.services.join(', ')} ${reason.services.length === 1 ? 'has' : 'have'} one.`,
        actions: ['back'],
        services: reason.services,
      };
  }
}

/** A step of the ladder that can't be read. */
export const closedMessage = (rung: 'route' | 'trace', why: string): RequestMessage => ({
  title: rung === 'route' ? 'This route can not be read' : 'This trace can not be read',
  cause: why,
  actions: ['back'],
});

/** What the sentence needs to know of a failed query; `QueryError` has it. */
export interface FailedQuery {
  readonly message: string;
  readonly status: number | null;
  readonly datasource: string;
  readonly purpose: 'profile' | 'trace';
}

/** Errors of data sources, by what the reader can do. */
export function errorMessage(error: FailedQuery): RequestMessage {
  if (error.status === 401 || error.status === 403) {
    return {
      title: 'No access to this request',
      cause: `You may see this dashboard but not query the data source “${error.datasource}”. An admin can allow it.`,
      actions: ['back'],
    };
  }
  if (/unimplemented/i.test(error.message)) {
    return {
      title: 'No request profiles in this store',
      cause: `“${error.datasource}” can not select profiles by span. Pyroscope 2.2 or newer with v2 storage can.`,
      actions: ['back'],
    };
  }
  if (error.purpose === 'trace') {
    return {
      title: 'The trace could not be read',
      cause: `It is needed to find the span that has the profile, and “${error.datasource}” answered: ${error.message}`,
      actions: ['retry', 'back'],
    };
  }
  return {
    title: 'The request could not be read',
    cause: `“${error.datasource}” answered: ${error.message}`,
    actions: ['retry', 'back'],
  };
}

export const noTargetMessage: RequestMessage = {
  title: 'No profile query in this panel',
  cause: 'A request is read with the panel’s own profile query, and there is none. Add one in the panel editor.',
  actions: ['back'],
};
