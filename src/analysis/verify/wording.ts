/** A comparison in sentences: what panel and command line say. Nothing here decides anything. */
import { assertNever } from '../../shared/lib/assert';
import { formatDurationMs, formatSamples, formatShare, formatWeight, MINUS } from '../../shared/lib/format';
import type { ProfileKind } from '../model';
import { qualifiedName, type TextSegment, wholeText } from '../wording';
import type {
  ChangedFunction,
  ComparedFunction,
  DiffStatus,
  Gate,
  HeadlineResult,
  Masked,
  RatioInterval,
  VerifyCaution,
  VerifyReport,
  VerifyVerdict,
} from './model';

const strong = (text: string): TextSegment => ({ text, strong: true });
const plain = (text: string): TextSegment => ({ text });

const VERDICT: Readonly<Record<VerifyVerdict, string>> = {
  confirmed: 'Confirmed',
  masked: 'Masked',
  moved: 'Moved',
  regressed: 'Regressed',
  'not-credited': 'Not credited',
  'no-effect': 'No effect',
  'not-comparable': 'Not comparable',
};
export const verdictText = (verdict: VerifyVerdict): string => VERDICT[verdict];

const STATUS: Readonly<Record<DiffStatus, string>> = {
  new: 'New',
  gone: 'Gone',
  grew: 'Grew',
  shrank: 'Shrank',
  same: 'Same',
};
export const diffStatusText = (status: DiffStatus): string => STATUS[status];

/** As everywhere else: `pricing.ApplyRules`. */
export const comparedName = (func: ComparedFunction): string => qualifiedName(func);

/** Growth beyond this many times is told as times: `+24,900 %` says nothing more than `250 times`. */
const MAX_PERCENT_TIMES = 10;

/** `−92 %`, `+12 %`, `250 times`, `new`: a ratio as the change that it is. */
export function formatChange(ratio: number | null): string {
  if (ratio === null) {
    return 'new';
  }
  if (ratio > MAX_PERCENT_TIMES) {
    return `${formatSamples(ratio)} times`;
  }
  const size = formatShare(Math.abs(ratio - 1));
  return ratio === 1 ? size : `${ratio < 1 ? MINUS : '+'}${size}`;
}

/** The 95 % interval of a change: `−94 to −90 %`, `−5 to +7 %`, `+40 % or more`. */
export function formatChangeInterval({ low, high }: RatioInterval): string {
  const points = (ratio: number) => {
    const exact = 100 * (ratio - 1);
    // A bound just off zero decides the word beside it: rounded to 0 it would contradict it.
    const value = Math.abs(exact) < 1 ? Math.round(10 * exact) / 10 : Math.round(exact);
    const size = Number.isInteger(value) ? formatSamples(Math.abs(value)) : Math.abs(value).toFixed(1);
    return `${value < 0 ? MINUS : value > 0 ? '+' : ''}${size}`;
  };
  return high === null ? `${points(low)} % or more` : `${points(low)} to ${points(high)} %`;
}

/** The answer first, then why, then what was not checked: one line each. */
export function verifyText(report: VerifyReport): ReadonlyArray<readonly TextSegment[]> {
  return [
    answerOf(report),
    localText(report),
    headlineText(report.headline, report.kind),
    ...(report.masked === null ? [] : [maskedText(report.masked)]),
    ...movedTexts(report),
    ...report.gates.filter(({ status }) => status !== 'passed').map(gateText),
    ...report.cautions.map((caution) => [plain(cautionText(caution))]),
  ];
}

function answerOf({ verdict, frame, headline, kind }: VerifyReport): readonly TextSegment[] {
  const name = strong(comparedName(frame.func));
  const metric = metricName(headline, kind);
  const lead = strong(`${VERDICT[verdict]}.`);
  switch (verdict) {
    case 'confirmed':
      return [lead, plain(' '), name, plain(` shrank and ${metric} improved: ship it.`)];
    case 'masked':
      return [
        lead,
        plain(' '),
        name,
        plain(` shrank and cost was saved, but ${metric} did not move: something else sets it now.`),
      ];
    case 'moved':
      return [
        lead,
        plain(' '),
        name,
        plain(` shrank, but ${wholeText(kind)} as a whole did not fall: the cost stands elsewhere now.`),
      ];
    case 'regressed':
      return headline.change === 'worse'
        ? [lead, plain(` ${capital(metric)} got worse: take the change back, whatever `), name, plain(' does.')]
        : [lead, plain(' '), name, plain(` costs more and ${metric} did not improve.`)];
    case 'not-credited':
      return [
        lead,
        plain(` ${capital(metric)} improved, but `),
        name,
        plain(' did not shrink: something else did it.'),
      ];
    case 'no-effect':
      return [
        lead,
        plain(' Neither '),
        name,
        plain(` nor ${metric} changed beyond chance: check that the fix is deployed and that this is its frame.`),
      ];
    case 'not-comparable':
      return [lead, plain(' The two windows differ in more than the fix, see below.')];
    default:
      return assertNever(verdict);
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const metricName = ({ metric, name }: HeadlineResult, kind: ProfileKind): string =>
  metric === 'given' ? (name ?? 'the headline metric') : `total ${wholeText(kind)}`;

function localText({ frame, local, unit, kind }: VerifyReport): readonly TextSegment[] {
  const costs = `${formatWeight(local.costBefore, unit)} to ${formatWeight(local.costAfter, unit)}`;
  const samples = `${formatSamples(local.samplesBefore)} and ${formatSamples(local.samplesAfter)} samples`;
  const absent =
    frame.after.length === 0
      ? ' It is absent after the change.'
      : frame.before.length === 0
        ? ' It was absent before.'
        : '';
  const counted =
    frame.match === 'exact' ? '' : ` Counted as ${[...new Set([...frame.before, ...frame.after])].join(', ')}.`;
  return [
    plain(`Frame, ${wholeText(kind)}: ${costs}, `),
    strong(formatChange(local.ratio)),
    plain(` (${formatChangeInterval(local)}, ${samples}): ${local.change}.${absent}${counted}`),
  ];
}

function headlineText(headline: HeadlineResult, kind: ProfileKind): readonly TextSegment[] {
  const what = headline.metric === 'given' ? 'values' : 'samples';
  const counts = `${formatSamples(headline.countBefore)} and ${formatSamples(headline.countAfter)} ${what}`;
  return [
    plain(`Headline, ${metricName(headline, kind)}: `),
    strong(formatChange(headline.ratio)),
    plain(` (${formatChangeInterval(headline)}, ${counts}): ${headline.change}.`),
  ];
}

function maskedText({ slowSpan, cpuShareOfSpan, nextByCost }: Masked): readonly TextSegment[] {
  const next =
    nextByCost === null
      ? []
      : [
          plain(' Next by cost: '),
          strong(comparedName(nextByCost.func)),
          plain(`, worth about ${formatShare(nextByCost.share)}.`),
        ];
  if (slowSpan === null) {
    return [
      plain('What sets the headline now is not in this profile if it waits: look at the slowest traces.'),
      ...next,
    ];
  }
  const { name, shareOfRequest, medianMs, traces, tracesLed } = slowSpan;
  const waits =
    cpuShareOfSpan === null ? '' : `, ${formatShare(1 - cpuShareOfSpan)} of that without using CPU: it waits`;
  return [
    plain('What sets it now: '),
    strong(name),
    plain(
      ` takes ${formatDurationMs(medianMs)}, ${formatShare(shareOfRequest)} of a slow request${waits} (longest in ${tracesLed} of ${traces} slow traces).`
    ),
    ...next,
  ];
}

/** Functions named in a sentence. */
const MAX_NAMED = 3;

function movedTexts({ verdict, rose, fell }: VerifyReport): ReadonlyArray<readonly TextSegment[]> {
  const lines: TextSegment[][] = [];
  if (rose.length > 0) {
    lines.push([plain('Costs more now: '), ...listChanges(rose), plain('.')]);
  }
  if (fell.length > 0 && verdict === 'not-credited') {
    lines.push([plain('Costs less now: '), ...listChanges(fell), plain('.')]);
  }
  return lines;
}

const listChanges = (changes: readonly ChangedFunction[]): readonly TextSegment[] =>
  changes
    .slice(0, MAX_NAMED)
    .flatMap(({ func, deltaShare, ratio }, i) => [
      plain(i === 0 ? '' : ', '),
      strong(comparedName(func)),
      plain(
        ` (${deltaShare < 0 ? MINUS : '+'}${formatShare(Math.abs(deltaShare))} of the total before, ${formatChange(ratio)})`
      ),
    ]);

const GATE_STATUS: Readonly<Record<Gate['status'], string>> = {
  passed: 'Checked',
  failed: 'Not alike',
  'not-checked': 'Not checked',
};

export const gateText = ({ status, why }: Gate): readonly TextSegment[] => [
  { text: `${GATE_STATUS[status]}: `, strong: status === 'failed' },
  plain(why),
];

function cautionText(caution: VerifyCaution): string {
  switch (caution.kind) {
    case 'few-samples':
      return `Only ${formatSamples(caution.samples)} samples before the change: under ${formatSamples(caution.limit)}, small changes do not show.`;
    case 'few-values':
      return `${formatSamples(caution.before)} and ${formatSamples(caution.after)} values of the metric can't show any change: give one for each of at least 4 sub-windows, better 8.`;
    case 'no-metric':
      return 'No metric was given: the headline is the total cost per request, and it says nothing of waiting.';
    case 'too-few-windows':
      return `${formatSamples(caution.windows)} sub-windows are too few to measure how much the service varies (${formatSamples(caution.limit)}): the default is used.`;
    default:
      return assertNever(caution);
  }
}
