/** Why there is no profile of a request, in words: title, cause, next actions. */
import { t } from '../../shared/ui/i18n/translate';
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
  const name = service ?? t('request.this-service', 'This service');
  switch (reason.kind) {
    case 'no-samples':
      if (rung !== 'span') {
        return {
          title:
            rung === 'trace'
              ? t('request.no-samples-of-this-trace', 'No samples of this trace')
              : t('request.no-samples-of-these-requests', 'No samples of these requests'),
          cause: t(
            'request.either-none-was-profiled-under',
            'Either none was profiled under the ids that are known of them, or no sample fell into them. Requests with less than about 20 ms of CPU often have none.'
          ),
          actions: ['back'],
        };
      }
      return {
        title: t('request.no-samples-in-this-request', 'No samples in this request'),
        cause: t(
          'request.it-was-profiled-but-no',
          'It was profiled, but no sample fell into it. Requests with less than about 20 ms of CPU often have none; the rest of their time is waiting.'
        ),
        actions: ['back'],
      };
    case 'too-fresh':
      return {
        title: t('request.no-profile-of-this-request', 'No profile of this request yet'),
        cause: t('request.it-ended-moments-ago-profilers', 'It ended moments ago. Profilers send every 10 to 30 s.'),
        actions: ['retry', 'back'],
      };
    case 'span-unknown':
      return {
        title: t('request.no-samples-for-this-span', 'No samples for this span'),
        cause: t(
          'request.either-the-request-used-less',
          'Either the request used less than about 20 ms of CPU, or its profile belongs to another span. No trace data source is known that could tell.'
        ),
        actions: ['retry', 'back'],
      };
    case 'no-trace-source':
      return {
        title: t('request.no-trace-data-source', 'No trace data source'),
        cause: t(
          'request.this-dot-names-a-trace',
          'This dot names a trace without a span. A dashboard variable named ds_tempo, or an exemplar link in the metrics data source, would say where traces are.'
        ),
        actions: ['back'],
      };
    case 'trace-not-found':
      return {
        title: t('request.trace-not-found', 'Trace not found'),
        cause: t('request.the-trace-was-not-kept', 'The trace was not kept, or it has expired.'),
        actions: ['retry', 'back'],
      };
    case 'not-profiled':
      return {
        title: t('request.request-not-profiled', 'Request not profiled'),
        cause: t(
          'request.no-span-of-this-trace',
          'No span of this trace names a profile. The trace was not sampled, or the profiler is not linked to tracing.'
        ),
        actions: ['back'],
      };
    case 'other-service':
      return {
        title: t('request.profiled-in-another-service', 'Profiled in another service'),
        cause: t('request.other-services', '', {
          count: reason.services.length,
          name,
          services: reason.services.join(', '),
          defaultValue_one: '{{name}} has no profile in this trace. {{services}} has one.',
          defaultValue_other: '{{name}} has no profile in this trace. {{services}} have one.',
        }),
        actions: ['back'],
        services: reason.services,
      };
  }
}

/** A step of the ladder that can't be read. */
export const closedMessage = (rung: 'route' | 'trace', why: string): RequestMessage => ({
  title:
    rung === 'route'
      ? t('request.this-route-can-not-be', 'This route can not be read')
      : t('request.this-trace-can-not-be', 'This trace can not be read'),
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
      title: t('request.no-access-to-this-request', 'No access to this request'),
      cause: t(
        'request.you-may-see-this-dashboard',
        'You may see this dashboard but not query the data source “{{datasource}}”. An admin can allow it.',
        { datasource: error.datasource }
      ),
      actions: ['back'],
    };
  }
  if (/unimplemented/i.test(error.message)) {
    return {
      title: t('request.no-request-profiles-in-this', 'No request profiles in this store'),
      cause: t(
        'request.can-not-select-profiles-by',
        '“{{datasource}}” can not select profiles by span. Pyroscope 2.2 or newer with v2 storage can.',
        { datasource: error.datasource }
      ),
      actions: ['back'],
    };
  }
  if (error.purpose === 'trace') {
    return {
      title: t('request.the-trace-could-not-be', 'The trace could not be read'),
      cause: t(
        'request.it-is-needed-to-find',
        'It is needed to find the span that has the profile, and “{{datasource}}” answered: {{message}}',
        { datasource: error.datasource, message: error.message }
      ),
      actions: ['retry', 'back'],
    };
  }
  return {
    title: t('request.the-request-could-not-be', 'The request could not be read'),
    cause: t('request.answered', '“{{datasource}}” answered: {{message}}', {
      datasource: error.datasource,
      message: error.message,
    }),
    actions: ['retry', 'back'],
  };
}

export const noTargetMessage = (): RequestMessage => ({
  title: t('request.no-profile-query-in-this', 'No profile query in this panel'),
  cause: t(
    'request.a-request-is-read-with',
    'A request is read with the panel’s own profile query, and there is none. Add one in the panel editor.'
  ),
  actions: ['back'],
});
