/** Whether slow requests work or wait, in whole sentences. */
import type { WaitingAnswer, WhereTimeGoes } from '../../correlate/waiting';
import type { TextSegment } from '../../analysis/wording';
import { formatDurationMs, formatLengthMs, formatShare } from '../../shared/lib/format';
import { emphasised, endSentence, inSegments, sentences, strongly } from '../../shared/ui/i18n/sentences';
import { t } from '../../shared/ui/i18n/translate';
import type { SlowTold, WaitingState } from './useWaiting';

const requests = (count: number) =>
  t('answer.slow-requests', '', {
    count,
    defaultValue_one: '1 slow request',
    defaultValue_other: '{{count}} slow requests',
  });

/** @returns null where there is nothing to say */
export function waitingText(state: WaitingState): readonly TextSegment[] | null {
  switch (state.kind) {
    case 'off':
    case 'none-slow':
      return null;
    case 'no-exemplars':
      return inSegments(
        t(
          'answer.not-checked-whether-slow-requests',
          'Not checked whether slow requests work or wait: the metrics bring no exemplars.'
        )
      );
    case 'stopped':
      return inSegments(
        t('answer.not-checked-whether-slow-requests-work', 'Not checked whether slow requests work or wait.')
      );
    case 'reading':
      return inSegments(
        t('answer.reading-do-they-work-or', 'Reading {{requests}}: do they work or wait?', {
          requests: requests(state.requests),
        })
      );
    case 'failed':
      return inSegments(
        t('answer.not-known-whether-slow-requests', 'Not known whether slow requests work or wait. {{message}}', {
          message: endSentence(state.message),
        })
      );
    case 'answer':
      return answerText(state.answer, state.hasTraces, state.slow);
  }
}

function answerText(answer: WaitingAnswer, hasTraces: boolean, slow: SlowTold): readonly TextSegment[] {
  const { kind, profiled, read, where } = answer;
  const place = where === null ? noPlace(hasTraces, answer) : placeText(where);
  const basis = basisText(answer, slow);
  const missing =
    profiled < read
      ? t('answer.more-have-no-profile', '', {
          count: read - profiled,
          defaultValue_one: '{{count}} more has no profile.',
          defaultValue_other: '{{count}} more have no profile.',
        })
      : null;
  switch (kind) {
    case 'waiting':
      return sentences(
        strongly(t('answer.mostly-waiting-a-cpu-fix', 'Mostly waiting: a CPU fix will not move p99.')),
        place,
        basis,
        missing
      );
    case 'few':
      return isWithoutSamples(answer)
        ? sentences(fewText(answer), place)
        : sentences(fewText(answer), place, basis, missing);
    case 'cpu':
      return sentences(
        strongly(
          t('answer.slow-requests-work-they-do', 'Slow requests work, they do not wait: a CPU fix can move p99.')
        ),
        basis,
        missing
      );
    case 'unknown':
      return sentences(
        t(
          'answer.none-of-has-a-profile',
          'None of {{read}} has a profile, so how much of their time is CPU is not known.',
          { read: requests(read) }
        ),
        place
      );
  }
}

/** What the share of CPU was found on. */
function basisText({ cpuShare, profiled }: WaitingAnswer, { route, seconds }: SlowTold): string {
  const values = {
    share: cpuShare === null ? '' : formatShare(cpuShare),
    profiled,
    route: route ?? '',
    limit: seconds === null ? '' : formatLengthMs(1_000 * seconds),
  };
  if (route !== null && seconds !== null) {
    return t(
      'answer.cpu-of-route-over-limit',
      'CPU is {{share}} of the time of slow requests ({{route}} over {{limit}}; median of {{profiled}}).',
      values
    );
  }
  if (route !== null) {
    return t(
      'answer.cpu-of-route',
      'CPU is {{share}} of the time of slow requests ({{route}}; median of {{profiled}}).',
      values
    );
  }
  return seconds === null
    ? t('answer.cpu-of-all', 'CPU is {{share}} of the time of slow requests (median of {{profiled}}).', values)
    : t(
        'answer.cpu-over-limit',
        'CPU is {{share}} of the time of slow requests (over {{limit}}; median of {{profiled}}).',
        values
      );
}

const isWithoutSamples = ({ requests: read }: Pick<WaitingAnswer, 'requests'>) => read.every(({ cpuMs }) => !cpuMs);

/** Why there is no verdict although some requests are profiled. */
function fewText({ profiled, read, ...answer }: WaitingAnswer): string {
  if (isWithoutSamples(answer)) {
    return t(
      'answer.no-sample-in-the-profile',
      'No sample in the profile of {{profiled}}: they use next to no CPU, or their profiles are not stored.',
      { profiled: requests(profiled) }
    );
  }
  return profiled < read
    ? t('answer.only-few-have-a-profile', '', {
        count: profiled,
        read: requests(read),
        defaultValue_one: 'Only {{count}} of {{read}} has a profile: too few to tell whether they work or wait.',
        defaultValue_other: 'Only {{count}} of {{read}} have a profile: too few to tell whether they work or wait.',
      })
    : t('answer.only-to-look-at-too', 'Only {{read}} to look at: too few to tell whether they work or wait.', {
        read: requests(read),
      });
}

const noPlace = (hasTraces: boolean, answer: WaitingAnswer) =>
  !hasTraces
    ? t('answer.no-trace-data-source-is', 'No trace data source is known that says where.')
    : answer.requests.some(({ spans }) => spans !== null)
      ? t('answer.their-traces-do-not-hold', 'Their traces do not hold this service, so where is not known.')
      : t('answer.their-traces-were-not-found', 'Their traces were not found, so where is not known.');

/** `The wait is in fraud.DeepScan …`; where work and waiting can't be told apart, it says time. */
function placeText({ span, service, isRequest, isWait, shareOfRequest, medianMs }: WhereTimeGoes): string {
  const values = {
    place: emphasised(service === null ? span : `${span} (${service})`),
    time: formatDurationMs(medianMs),
    share: formatShare(shareOfRequest),
  };
  if (isRequest) {
    return isWait
      ? t(
          'answer.the-wait-is-in-itself',
          'The wait is in {{place}} itself, below no other span ({{time}}, {{share}} of the request).',
          values
        )
      : t(
          'answer.most-time-is-in-itself',
          'Most time is in {{place}} itself, below no other span ({{time}}, {{share}} of the request).',
          values
        );
  }
  return isWait
    ? t('answer.the-wait-is-in', 'The wait is in {{place}} ({{time}}, {{share}} of the request).', values)
    : t('answer.most-time-is-in', 'Most time is in {{place}} ({{time}}, {{share}} of the request).', values);
}
