/** Whether slow requests work or wait, in a sentence. */
import type { WaitingAnswer, WhereTimeGoes } from '../../correlate/waiting';
import type { TextSegment } from '../../analysis/wording';
import { formatDurationMs, formatShare } from '../../shared/lib/format';
import type { SlowTold, WaitingState } from './useWaiting';

const strong = (text: string): TextSegment => ({ text, strong: true });
const plain = (text: string): TextSegment => ({ text });

const requests = (count: number) => (count === 1 ? '1 slow request' : `${count} slow requests`);

/** @returns null where there is nothing to say */
export function waitingText(state: WaitingState): readonly TextSegment[] | null {
  switch (state.kind) {
    case 'off':
    case 'none-slow':
      return null;
    case 'no-exemplars':
      return [plain('Not checked whether slow requests work or wait: the metrics bring no exemplars.')];
    case 'stopped':
      return [plain('Not checked whether slow requests work or wait.')];
    case 'reading':
      return [plain(`Reading ${requests(state.requests)}: do they work or wait?`)];
    case 'failed':
      return [plain(`Not known whether slow requests work or wait. ${endSentence(state.message)}`)];
    case 'answer':
      return answerText(state.answer, state.hasTraces, state.slow);
  }
}

function answerText(answer: WaitingAnswer, hasTraces: boolean, slow: SlowTold): readonly TextSegment[] {
  const { kind, cpuShare, profiled, read, where } = answer;
  const share = cpuShare === null ? '' : formatShare(cpuShare);
  const which = [slow.route, slow.seconds === null ? null : `over ${formatDurationMs(1_000 * slow.seconds)}`]
    .filter((part) => part !== null)
    .join(' ');
  const missing = profiled < read ? `, ${read - profiled} more without a profile` : '';
  const basis = plain(
    ` CPU is ${share} of the time of slow requests (${which}${which && '; '}median of ${profiled}${missing}).`
  );
  const place = where === null ? [plain(noPlace(hasTraces, answer))] : placeText(where);
  switch (kind) {
    case 'waiting':
      return [strong('Mostly waiting: a CPU fix will not move p99.'), ...place, basis];
    case 'few':
      return [plain(fewText(answer)), ...place, ...(isWithoutSamples(answer) ? [] : [basis])];
    case 'cpu':
      return [strong('Slow requests work, they do not wait: a CPU fix can move p99.'), basis];
    case 'unknown':
      return [
        plain(`None of ${requests(read)} has a profile, so how much of their time is CPU is not known.`),
        ...place,
      ];
  }
}

const isWithoutSamples = ({ requests: read }: Pick<WaitingAnswer, 'requests'>) => read.every(({ cpuMs }) => !cpuMs);

/** Why there is no verdict although some requests are profiled. */
function fewText({ profiled, read, ...answer }: WaitingAnswer): string {
  if (isWithoutSamples(answer)) {
    return `No sample in the profile of ${requests(profiled)}: they use next to no CPU, or their profiles are not stored.`;
  }
  return profiled < read
    ? `Only ${profiled} of ${requests(read)} ${profiled === 1 ? 'has' : 'have'} a profile: too few to tell whether they work or wait.`
    : `Only ${requests(read)} to look at: too few to tell whether they work or wait.`;
}

const noPlace = (hasTraces: boolean, answer: WaitingAnswer) =>
  !hasTraces
    ? ' No trace data source is known that says where.'
    : answer.requests.some(({ spans }) => spans !== null)
      ? ' Their traces do not hold this service, so where is not known.'
      : ' Their traces were not found, so where is not known.';

/** `The wait is in fraud.DeepScan.`; where work and waiting can't be told apart, it says time. */
function placeText({ span, service, isRequest, isWait, shareOfRequest, medianMs }: WhereTimeGoes): TextSegment[] {
  const name = service === null ? span : `${span} (${service})`;
  const figure = ` (${formatDurationMs(medianMs)}, ${formatShare(shareOfRequest)} of the request).`;
  return isRequest
    ? [
        plain(' '),
        plain(isWait ? 'The wait is in ' : 'Most time is in '),
        strong(name),
        plain(` itself, below no other span${figure}`),
      ]
    : [plain(' '), plain(isWait ? 'The wait is in ' : 'Most time is in '), strong(name), plain(figure)];
}

const endSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
