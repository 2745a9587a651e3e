/**
 * The sentences that panel, table query and command line share: results in, plain text out.
 *
 * Nothing here decides anything; a sentence only says what its data says. Text comes as segments so that a front end
 * can set the strong parts in its own way; `plainText` joins them. Effort is never named, and no sentence promises
 * latency.
 */
import { assertNever } from '../shared/lib/assert';
import { formatRange, formatSamples, formatShare } from '../shared/lib/format';
import type {
  Analysis,
  FixLayer,
  FunctionRef,
  Language,
  Need,
  ProfileKind,
  Reason,
  Row,
  SignalKind,
  Verdict,
  WaitsFor,
} from './model';
import { INTERVALS_HELD } from './saving';

export { categoryText, familyText } from './familyWording';

export interface TextSegment {
  readonly text: string;
  /** the number or the name that the sentence is about */
  readonly strong?: boolean;
}

export const plainText = (segments: readonly TextSegment[]): string => segments.map(({ text }) => text).join('');

const strong = (text: string): TextSegment => ({ text, strong: true });
const plain = (text: string): TextSegment => ({ text });

/** `pricing.ApplyRules`, `loadShard (handlers.js)`: package or file for orientation, function never cut. */
export const qualifiedName = ({ packageName, shortName }: Pick<FunctionRef, 'packageName' | 'shortName'>): string => {
  const lastPart = packageName.split('/').pop() ?? '';
  if (lastPart === '') {
    return shortName;
  }
  return /\.(m?js|cjs|tsx?|py|rb|rs|c|cc|cpp|h)$|:/.test(lastPart)
    ? `${shortName} (${lastPart})`
    : `${lastPart}.${shortName}`;
};

/** What the cost of a whole is divided by. */
type PerLoad = 'request' | 'second';

/** What a saving is a part of, by profile kind: a CPU profile promises CPU, an allocation profile bytes. */
const WHOLE: Readonly<Record<ProfileKind, Readonly<Record<PerLoad, string>>>> = {
  cpu: { request: 'CPU per request', second: 'CPU per second' },
  wall: { request: 'time on the clock per request', second: 'time on the clock per second' },
  alloc: { request: 'allocation per request', second: 'allocation per second' },
  inuse: { request: 'memory held', second: 'memory held' },
  mutex: { request: 'lock waiting per request', second: 'lock waiting per second' },
  block: { request: 'blocked time per request', second: 'blocked time per second' },
  goroutine: { request: 'goroutines', second: 'goroutines' },
  other: { request: 'this profile', second: 'this profile' },
};
export const wholeText = (kind: ProfileKind, per: PerLoad = 'request'): string => WHOLE[kind][per];

/** The same in a table's head, where a column is narrow: `Worth (CPU/request)`. */
const HEAD: Readonly<Record<ProfileKind, string>> = {
  cpu: 'CPU/request',
  wall: 'time/request',
  alloc: 'allocation/request',
  inuse: 'memory held',
  mutex: 'lock wait/request',
  block: 'blocked/request',
  goroutine: 'goroutines',
  other: 'share',
};
/** Note beside the head of the Worth column. */
export const worthHeader = (kind: ProfileKind): string => HEAD[kind];

const SAVED: Readonly<Record<ProfileKind, string>> = {
  cpu: 'CPU saved per request',
  wall: 'Time saved per request',
  alloc: 'Allocation saved per request',
  inuse: 'Memory saved',
  mutex: 'Lock waiting saved per request',
  block: 'Blocked time saved per request',
  goroutine: 'Goroutines saved',
  other: 'Saved',
};
/** How far a range can be trusted, as measured. */
export const rangeRecord = `Ranges held in ${INTERVALS_HELD.held} of ${INTERVALS_HELD.of} measured fixes.`;

/** Tooltip of the Worth column. */
export const worthTip = (kind: ProfileKind): string => `${SAVED[kind]} if you fix this. ${rangeRecord}`;

/** What a share in a sentence is a share of: an allocation profile measures no time. */
const MEASURED: Readonly<Record<ProfileKind, string>> = {
  cpu: 'time',
  wall: 'time',
  alloc: 'allocation',
  inuse: 'memory',
  mutex: 'waiting',
  block: 'waiting',
  goroutine: 'count',
  other: 'weight',
};

const LAYER: Readonly<Record<FixLayer, string>> = {
  caller: 'Caller',
  leaf: 'Leaf',
  inside: 'Inside',
  callee: 'Callee',
  policy: 'Policy',
};
const VERDICT: Readonly<Record<Verdict, string>> = {
  fix: 'Fix',
  abstain: 'Need data',
  flat: 'No single place',
  'no-action': 'No action',
};
/** Text of the chip: the layer of a fix, else the verdict's word. */
export function layerText(layerOrVerdict: FixLayer | Verdict): string {
  return layerOrVerdict in LAYER ? LAYER[layerOrVerdict as FixLayer] : VERDICT[layerOrVerdict as Verdict];
}

const SIGNAL: Readonly<Record<SignalKind, string>> = {
  'one-dominant-caller': 'One dominant caller',
  'many-thin-callers': 'Many thin callers',
  'high-self-time': 'High self time',
  dispatcher: 'Dispatcher',
  'one-doorway': 'One doorway',
  'runtime-gc': 'Runtime: GC',
  'runtime-lock': 'Runtime: lock',
  'runtime-syscall': 'Runtime: syscall',
  'work-by-design': 'Work by design',
  'few-callers': 'Few callers',
  waiting: 'Waiting',
  mixed: 'Mixed',
};
export const signalText = (signal: SignalKind): string => SIGNAL[signal];

const PROFILE_KIND: Readonly<Record<ProfileKind, string>> = {
  cpu: 'CPU profile',
  wall: 'Wall profile',
  alloc: 'Allocation profile',
  inuse: 'Heap profile',
  mutex: 'Mutex profile',
  block: 'Block profile',
  goroutine: 'Goroutine profile',
  other: 'Another profile type',
};
/** What would decide, in two or three words: the cell of a row that needs data. */
export function needText(need: Need): string {
  switch (need.kind) {
    case 'samples':
      return need.more === 1 ? '1 more sample' : `${formatSamples(need.more)} more samples`;
    case 'profile-type':
      return PROFILE_KIND[need.profileKind];
    case 'symbols':
      return 'Symbols';
    case 'node-limit':
      return 'Higher node limit';
    case 'deeper-stacks':
      return 'Deeper stacks';
    default:
      return assertNever(need);
  }
}

/** The answer of one row in one sentence. */
export function answerText(row: Row, kind: ProfileKind = 'cpu'): readonly TextSegment[] {
  if (row.verdict === 'fix' && row.site !== null && row.saving !== null) {
    const edit = row.layer === 'policy' ? 'Change a setting of ' : 'Edit ';
    return [
      plain(edit),
      strong(qualifiedName(row.site)),
      plain('. Saves '),
      strong(formatShare(row.saving.p50)),
      plain(` (${formatRange(row.saving)}) of ${wholeText(kind)}.`),
    ];
  }
  switch (row.verdict) {
    case 'no-action':
      return [
        plain(row.fanIn.owned.length === 1 ? 'One path and no other callers. ' : ''),
        plain('The cost is the purpose of the code.'),
      ].filter(({ text }) => text !== '');
    case 'flat':
      return [plain('Cost is spread. This site is worth less than '), strong(formatShare(row.cumShare)), plain('.')];
    case 'abstain':
    case 'fix':
      return row.need === null
        ? [plain('This profile does not tell where to edit.')]
        : [plain('Not enough to tell where to edit. What would decide: '), strong(needText(row.need)), plain('.')];
    default:
      return assertNever(row.verdict);
  }
}

/** The answer of the whole profile in one sentence. */
export function profileAnswerText({ verdict, rows, need, profile }: Analysis): readonly TextSegment[] {
  const first = rows[0];
  switch (verdict) {
    case 'fix':
      return first === undefined ? [plain('No function to rank.')] : answerText(first, profile.kind);
    case 'flat': {
      const largest = rows.reduce((most, { saving }) => Math.max(most, saving?.p50 ?? 0), 0);
      return largest > 0
        ? [plain('Cost is spread. The largest site is worth '), strong(formatShare(largest)), plain('.')]
        : [plain('Cost is spread. No single place stands out.')];
    }
    case 'no-action':
      return [plain('No action. The cost is the purpose of the code.')];
    case 'abstain':
      return need === null
        ? [plain('This profile does not tell where to edit.')]
        : [plain('Not enough to tell where to edit. What would decide: '), strong(needText(need)), plain('.')];
    default:
      return assertNever(verdict);
  }
}

const LANGUAGE: Readonly<Record<Language, string>> = {
  go: 'Go',
  node: 'Node',
  jvm: 'Java',
  python: 'Python',
  ruby: 'Ruby',
  dotnet: '.NET',
  rust: 'Rust',
  native: 'native code',
  unknown: 'this language',
};
/** Caution on the ranges where no experiment backs them; null where one does. */
export function calibrationText({ profile, quality }: Pick<Analysis, 'profile' | 'quality'>): string | null {
  if (quality.calibrated !== false) {
    return null;
  }
  const known = profile.language === 'go' || profile.language === 'node';
  const here = known ? `${PROFILE_KIND[profile.kind].toLowerCase()}s` : LANGUAGE[profile.language];
  return `Worth is not calibrated for ${here}: it is carried over from CPU profiles of Go and Node services.`;
}

/** What a CPU profile leaves out where the service calls others; null where nothing says that it does. */
export function unseenWaitText({ quality }: Pick<Analysis, 'quality'>): string | null {
  return quality.unseenWait === undefined || quality.unseenWait === null
    ? null
    : `A CPU profile sees work, not waiting: what ${qualifiedName(quality.unseenWait.func)} waits for is not in it. A wall profile or a trace shows it.`;
}

/** Whose code was taken for the reader's own: how, how much of it, and what else it could be. */
export function ownershipText({ ownership }: Pick<Analysis, 'ownership'>): string {
  const { prefixes, basis, functions, share, alternatives } = ownership;
  // In quotes: some prefixes end in a full stop.
  const what = prefixes.length > 0 ? prefixes.map((prefix) => `"${prefix}"`).join(', ') : 'told by place';
  const others = alternatives.map((other) => `${other.prefix} (${formatShare(other.share)})`).join(', ');
  return [
    `Your code: ${what}. ${basis}`,
    `${functions === 1 ? '1 function' : `${formatSamples(functions)} functions`} on ${formatShare(share)} of the profile.`,
    ...(others === '' ? [] : [`Could also be: ${others}.`]),
  ].join(' ');
}

/** What a reader must know before trusting the table: weight not seen, stacks cut, ranges that no experiment backs. */
export function cautionTexts(analysis: Pick<Analysis, 'profile' | 'quality' | 'thresholds'>): readonly string[] {
  const { quality, thresholds } = analysis;
  return [
    quality.hiddenShare >= thresholds.hiddenWarn
      ? `${formatShare(quality.hiddenShare)} is hidden by the query's node limit: small callers may be missing.`
      : null,
    quality.truncatedStacks ? 'The profiler cut deep stacks: their callers are missing.' : null,
    unseenWaitText(analysis),
    calibrationText(analysis),
  ].filter((text) => text !== null);
}

/** A count of callers as the reader says it: `1 function you own`, `6 callers`. */
const callers = (count: number) => (count === 1 ? '1 caller' : `${formatSamples(count)} callers`);

const MAX_SHARES = 4;
const formatFirst = (shares: readonly number[]) =>
  [...shares.slice(0, MAX_SHARES).map(formatShare), ...(shares.length > MAX_SHARES ? ['…'] : [])].join(', ');

/** The largest share as a bound that holds: 9.4 % is none above 10 %. */
const formatBound = (share: number) => formatShare(Math.ceil(100 * share - 1e-9) / 100);

/** One sentence of "Why". */
export function reasonText(reason: Reason, kind: ProfileKind = 'cpu'): readonly TextSegment[] {
  const measured = MEASURED[kind];
  switch (reason.kind) {
    case 'dominant-caller':
      return [
        strong(formatShare(reason.share)),
        plain(` of this ${measured} comes through one function you own, `),
        strong(qualifiedName(reason.func)),
        plain(` (${formatSamples(reason.samples)} of ${formatSamples(reason.ofSamples)} samples).`),
      ];
    case 'many-thin-callers':
      return [
        strong(callers(reason.callers)),
        plain(`, none above ${formatBound(reason.largestShare)}. `),
        plain('One change in the shared function serves all of them.'),
      ];
    case 'own-code':
      return [
        strong(formatShare(reason.share)),
        plain(` of the ${measured} of ${qualifiedName(reason.func)} is its own code.`),
      ];
    case 'dispatcher':
      return [
        strong(qualifiedName(reason.func)),
        plain(` spends ${formatShare(reason.selfShare)} itself. `),
        strong(formatShare(reason.calleeShare)),
        plain(` goes to ${qualifiedName(reason.callee)}.`),
      ];
    case 'doorway':
      return [
        strong(callers(reason.callers)),
        plain(' lead here, but all of it passes '),
        strong(qualifiedName(reason.func)),
        plain('.'),
      ];
    case 'splits-above':
      return [
        plain('Higher up it splits: '),
        strong(qualifiedName(reason.func)),
        plain(` has ${callers(reason.shares.length)} (${formatFirst(reason.shares)}). `),
        plain('A fix in one caller would miss the others.'),
      ];
    case 'boundary':
      return [
        plain('The share falls from '),
        strong(formatShare(reason.cumShareAbove)),
        plain(' to '),
        strong(formatShare(reason.cumShareBelow)),
        plain(' at '),
        strong(qualifiedName(reason.func)),
        plain('. Frames before it only dispatch.'),
      ];
    case 'allocates':
      return [
        strong(qualifiedName(reason.func)),
        plain(' brings '),
        strong(formatShare(reason.share)),
        plain(
          reason.of === 'alloc-profile'
            ? ' of the allocated bytes.'
            : ' of the time in the allocator. An allocation profile would say it in bytes.'
        ),
      ];
    case 'collects':
      return [
        plain('Its allocations cause another '),
        strong(formatShare(reason.share)),
        plain(` of ${kind === 'cpu' ? 'CPU' : `the ${measured}`} in garbage collection.`),
      ];
    case 'covered-elsewhere':
      return [
        plain('The largest allocating site, '),
        strong(qualifiedName(reason.func)),
        plain(` (${formatShare(reason.share)}), goes with the row that edits `),
        strong(qualifiedName(reason.site)),
        plain('.'),
      ];
    case 'invisible-builtin':
      return [
        strong(formatShare(reason.lineShare)),
        plain(` of its time is its own, in a few lines from line ${reason.line}, with no callee to see. `),
        plain('V8 does not show native functions such as JSON.parse: their time stands as self time of '),
        strong(qualifiedName(reason.func)),
        plain('.'),
      ];
    case 'inherent':
      return [
        plain('The work is what the code is for: '),
        strong(qualifiedName(reason.func)),
        plain(` (${reason.category}).`),
      ];
    case 'losing-layer':
      return [
        plain(`${layerText(reason.layer)}: changing `),
        strong(qualifiedName(reason.func)),
        plain(' instead would save '),
        strong(formatShare(reason.saving)),
        plain('.'),
      ];
    case 'cannot-see-waiting':
      return reason.of === 'lock'
        ? [plain('A CPU profile sees work, not waiting. A mutex profile shows who holds the lock.')]
        : [
            plain(
              'A CPU profile sees work, not waiting. How long the call waits for its answer is in a wall profile or a trace.'
            ),
          ];
    case 'waits':
      return [
        strong(kind === 'goroutine' ? `${formatSamples(reason.samples)} goroutines` : qualifiedName(reason.func)),
        plain(kind === 'goroutine' ? ` stand in ${qualifiedName(reason.func)} and wait for ` : ' waits for '),
        plain(`${WAITED_FOR[reason.until]}. `),
        plain(
          kind === 'wall' ? 'It is time on the clock, not CPU.' : 'Who waits is here, what they wait for is elsewhere.'
        ),
      ];
    case 'holds-lock':
      return [
        plain('The lock is held by '),
        strong(qualifiedName(reason.func)),
        plain(' while others wait: a mutex profile charges the function that unlocks.'),
      ];
    case 'allocated-what-is-held':
      return [
        strong(qualifiedName(reason.func)),
        plain(
          ' allocated what is still held. Who keeps it is not in a heap profile, and holding less saves no CPU by itself.'
        ),
      ];
    default:
      return assertNever(reason);
  }
}

const WAITED_FOR: Readonly<Record<WaitsFor, string>> = {
  lock: 'a lock',
  goroutine: 'another goroutine or thread',
  io: 'the network or a disk',
  timer: 'a timer',
  answer: 'an answer from elsewhere',
};
