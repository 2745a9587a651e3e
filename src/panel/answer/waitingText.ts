/** Whether slow requests work or wait, in a sentence. */
import type { WaitingAnswer, WhereTimeGoes } from '../../correlate/waiting';
import type { TextSegment } from '../../analysis/wording';
import { formatDurationMs, formatLengthMs, formatShare } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import type { SlowTold, WaitingState } from './useWaiting';

const strong = (text: string): TextSegment => ({ text, strong: true });
const plain = (text: string): TextSegment => ({ text });

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
      return [
        plain(
          t(
            'answer.not-checked-whether-slow-requests',
            'Not checked whether slow requests work or wait: the metrics bring no exemplars.'
          )
        ),
      ];
    case 'stopped':
      return [
        plain(t('answer.not-checked-whether-slow-requests-work', 'Not checked whether slow requests work or wait.')),
      ];
    case 'reading':
      return [
        plain(
          t('answer.reading-do-they-work-or', 'Reading {{requests}}: do they work or wait?', {
            requests: requests(state.requests),
          })
        ),
      ];
    case 'failed':
      return [
        plain(
          t('answer.not-known-whether-slow-requests', 'Not known whether slow requests work or wait. {{message}}', {
            message: endSentence(state.message),
          })
        ),
      ];
    case 'answer':
      return answerText(state.answer, state.hasTraces, state.slow);
  }
}

function answerText(answer: WaitingAnswer, hasTraces: boolean, slow: SlowTold): readonly TextSegment[] {
  const { kind, cpuShare, profiled, read, where } = answer;
  const share = cpuShare === null ? '' : formatShare(cpuShare);
  const which = [
    slow.route,
    slow.seconds === null ? null : t('answer.over', 'over {{value}}', { value: formatLengthMs(1_000 * slow.seconds) }),
  ]
    .filter((part) => part !== null)
    .join(' ');
  const missing =
    profiled < read
      ? t('answer.more-without-a-profile', ', {{read}} more without a profile', { read: read - profiled })
      : '';
  const basis = plain(
    t(
      'answer.cpu-is-of-the-time',
      ' CPU is {{share}} of the time of slow requests ({{which}}median of {{profiled}}{{missing}}).',
      { share, which: which && `${which}; `, profiled, missing }
    )
  );
  const place = where === null ? [plain(noPlace(hasTraces, answer))] : placeText(where);
  switch (kind) {
    case 'waiting':
      return [
        strong(t('answer.mostly-waiting-a-cpu-fix', 'Mostly waiting: a CPU fix will not move p99.')),
        ...place,
        basis,
      ];
    case 'few':
      return [plain(fewText(answer)), ...place, ...(isWithoutSamples(answer) ? [] : [basis])];
    case 'cpu':
      return [
        strong(t('answer.slow-requests-work-they-do', 'Slow requests work, they do not wait: a CPU fix can move p99.')),
        basis,
      ];
    case 'unknown':
      return [
        plain(
          t(
            'answer.none-of-has-a-profile',
            'None of {{read}} has a profile, so how much of their time is CPU is not known.',
            { read: requests(read) }
          )
        ),
        ...place,
      ];
  }
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
    ? t('answer.no-trace-data-source-is', ' No trace data source is known that says where.')
    : answer.requests.some(({ spans }) => spans !== null)
      ? t('answer.their-traces-do-not-hold', ' Their traces do not hold this service, so where is not known.')
      : t('answer.their-traces-were-not-found', ' Their traces were not found, so where is not known.');

/** `The wait is in fraud.DeepScan.`; where work and waiting can't be told apart, it says time. */
function placeText({ span, service, isRequest, isWait, shareOfRequest, medianMs }: WhereTimeGoes): TextSegment[] {
  const name = service === null ? span : `${span} (${service})`;
  const figure = t('answer.of-the-request', ' ({{medianMs}}, {{shareOfRequest}} of the request).', {
    medianMs: formatDurationMs(medianMs),
    shareOfRequest: formatShare(shareOfRequest),
  });
  return isRequest
    ? [
        plain(' '),
        plain(isWait ? t('answer.the-wait-is-in', 'The wait is in ') : t('answer.most-time-is-in', 'Most time is in ')),
        strong(name),
        plain(t('answer.itself-below-no-other-span', ' itself, below no other span{{figure}}', { figure })),
      ]
    : [
        plain(' '),
        plain(isWait ? t('answer.the-wait-is-in', 'The wait is in ') : t('answer.most-time-is-in', 'Most time is in ')),
        strong(name),
        plain(figure),
      ];
}

const endSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
