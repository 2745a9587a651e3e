/**
 * `--explain FUNCTION`: everything about one function. Its cost, its callers and callees, its way from the entry point,
 * then the row that is about it: why this layer and not the other, with the numbers that decided and their thresholds.
 */
import { type Colors } from 'picocolors/types';
import {
  type Analysis,
  answerText,
  type Boundary,
  type FunctionReading,
  layerText,
  needText,
  type NeighbourShare,
  type NoRow,
  plainText,
  qualifiedName,
  type Row,
  type RowPart,
  signalText,
  THRESHOLD_TABLE,
  type Thresholds,
} from '../src/analysis';
import { formatInterval, formatSamples, formatShare, formatSharePrecise, formatWeight } from '../src/shared/lib/format';
import { safeText } from '../src/shared/lib/markdown';
import { type Focus, focusText } from './focus';
import { formatChain, formatWays, formatWhy } from './textReport';

export interface ExplainReportOptions {
  readonly focus: Focus | null;
  readonly paint: Colors;
}

interface Explained {
  readonly analysis: Analysis;
  readonly reading: FunctionReading;
}

/** Callers and callees listed. */
const MAX_NEIGHBOURS = 8;
/** Rows shown in full: a function may be the site of several. */
const MAX_ROWS = 3;

export function formatExplainReport({ analysis, reading }: Explained, { focus, paint }: ExplainReportOptions): string {
  const own = reading.rows.filter(({ role }) => role === 'site' || role === 'subject');
  const others = reading.rows.filter(({ role }) => role !== 'site' && role !== 'subject');
  const blocks = [
    focus === null ? '' : safeText(focusText(focus)),
    formatHead(reading, analysis, paint),
    formatNeighbours('Called by', reading.callers, { paint, none: 'nothing: stacks begin with it' }),
    formatOwnedCallers(reading, paint),
    formatNeighbours('Calls', reading.callees, { paint, none: 'nothing that was sampled' }),
    own.length === 0 ? formatOwnChain(reading, paint) : '',
    ...own.slice(0, MAX_ROWS).map((part) => formatRow(part, analysis, paint)),
    reading.noRow === null ? '' : safeText(noRowText(reading, reading.noRow)),
    formatOthers(others, paint),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function formatHead(reading: FunctionReading, { profile }: Analysis, paint: Colors): string {
  const { func, category, selfShare, cumShare, selfRaw, cumRaw, samples } = reading;
  const place = func.file === '' ? '' : `  ${func.file}${func.line > 0 ? `:${func.line}` : ''}`;
  return [
    `${paint.bold(safeText(func.name))}${paint.dim(safeText(place))}`,
    `Self ${formatSharePrecise(selfShare)} (${formatWeight(selfRaw, profile.unit)}), ` +
      `cum ${formatSharePrecise(cumShare)} (${formatWeight(cumRaw, profile.unit)}), ${formatSamples(samples)} samples.`,
    `Code: ${func.ownership}. Kind of work: ${category}.`,
  ].join('\n');
}

function formatNeighbours(
  title: string,
  neighbours: readonly NeighbourShare[],
  { paint, none }: { readonly paint: Colors; readonly none: string }
): string {
  const lines = neighbours
    .slice(0, MAX_NEIGHBOURS)
    .map(({ func, share, samples }) =>
      neighbourLine(share, `${func.name}`, `${formatSamples(samples)} samples`, paint)
    );
  const left = neighbours.length - MAX_NEIGHBOURS;
  return [
    paint.bold(title),
    ...(lines.length > 0 ? lines : [`  ${none}`]),
    ...(left > 0 ? [paint.dim(`  ${left} more`)] : []),
  ].join('\n');
}

const neighbourLine = (share: number, name: string, note: string, paint: Colors): string =>
  `  ${formatSharePrecise(share).padStart(7)}  ${safeText(name)}  ${paint.dim(note)}`;

/** Where the parents are a library's, who among the reader's own functions stands behind them. */
function formatOwnedCallers({ fanIn, callers }: FunctionReading, paint: Colors): string {
  const named = new Set(callers.map(({ func }) => func.key));
  if (fanIn.owned.length === 0 || fanIn.owned.every(({ func }) => named.has(func.key))) {
    return '';
  }
  const spread = `${fanIn.spread}, as of ${fanIn.effectiveCallers.toFixed(1)} equal callers`;
  return formatNeighbours(`Your own code behind them (${spread})`, fanIn.owned, { paint, none: '' });
}

function formatOwnChain({ chain, boundary, func }: FunctionReading, paint: Colors): string {
  return formatChain({ chain, boundary, subject: func, site: null, siteStep: -1, layer: null }, paint);
}

function formatRow({ role, rank, row }: RowPart, { profile, thresholds }: Analysis, paint: Colors): string {
  const part = role === 'site' ? 'the place to edit' : 'what the row is about';
  return [
    `${paint.bold(`Row ${rank}`)}: it is ${part}. ${safeText(plainText(answerText(row, profile.kind)))}`,
    `Layer ${layerText(row.layer ?? row.verdict)}, signal ${signalText(row.signal)}, ${formatSamples(row.samples)} samples.` +
      `${row.need === null ? '' : ` What would decide: ${needText(row.need)}.`}`,
    formatLayers(row, paint),
    formatDecided(row, thresholds, paint),
    // Without a fix the place that was looked at is no advice.
    formatChain(row.site === null ? { ...row, siteStep: -1 } : row, paint),
    formatWhy(row, { kind: profile.kind, paint }),
    formatWays(row, paint),
  ]
    .filter((block) => block !== '')
    .join('\n');
}

/** Both layers by the same arithmetic: share of the profile × the part that such an edit removes = saving. */
function formatLayers({ layers }: Row, paint: Colors): string {
  if (layers === null) {
    return '';
  }
  const line = ({ layer, func, share, removed, saving }: typeof layers.chosen, mark: string): string =>
    `  ${layerText(layer)} at ${safeText(qualifiedName(func))}: ${formatShare(removed)} off ` +
    `${formatSharePrecise(share)} = ${formatSharePrecise(saving)}  ${paint.dim(mark)}`;
  return ['Why this layer', line(layers.chosen, 'chosen'), line(layers.losing, 'the layer that lost')].join('\n');
}

/** The thresholds behind the row's signal, each with the figure that was held against it. */
function formatDecided({ fanIn, close, boundary, chain }: Row, thresholds: Thresholds, paint: Colors): string {
  const meaning = new Map(THRESHOLD_TABLE.map((entry) => [entry.key, entry.meaning]));
  const hasCallers = fanIn.owned.length > 0;
  const edge = boundary !== null && boundary.kind !== 'outermost-owned' ? boundary : null;
  const figures: ReadonlyArray<readonly [string, keyof Thresholds, boolean]> = [
    [`largest owned caller brings ${formatSharePrecise(fanIn.dominance)}`, 'dominantCaller', hasCallers],
    [`${fanIn.effectiveCallers.toFixed(1)} effective callers`, 'sharedCallers', hasCallers],
    [boundaryFigure(edge, chain), edge === null ? 'dispatchEdge' : LIMIT_OF_BOUNDARY[edge.kind], edge !== null],
  ];
  const lines = figures
    .filter(([, , applies]) => applies)
    .map(
      ([figure, key]) =>
        `  ${figure}; ${paint.dim(`${key} ${formatLimit(thresholds[key])}: ${meaning.get(key) ?? ''}`)}`
    );
  const doubt =
    close === null
      ? []
      : [
          `  close call: ${close.threshold} is ${formatLimit(close.value)}, limit ${formatLimit(close.limit)}; ` +
            `on the other side it would be ${layerText(close.layer ?? close.verdict)}`,
        ];
  return ['Numbers and thresholds', ...lines, ...doubt].join('\n');
}

const LIMIT_OF_BOUNDARY: Readonly<Record<Boundary['kind'], keyof Thresholds>> = {
  'dispatch-edge': 'dispatchEdge',
  'dispatch-edge-soft': 'softJump',
  'fan-in-split': 'fanInSplit',
  'outermost-owned': 'dispatchEdge',
};

/** What was held against the boundary's threshold: a split is about retention, an edge about cum. */
function boundaryFigure(boundary: Boundary | null, chain: Row['chain']): string {
  if (boundary === null) {
    return '';
  }
  const { kind, stepIndex, cumShareAbove, cumShareBelow } = boundary;
  return kind === 'fan-in-split'
    ? `${formatSharePrecise(chain[stepIndex - 1]?.retention ?? 0)} still flows through the step above the boundary`
    : `cum ${formatSharePrecise(cumShareAbove)} above the boundary, ${formatSharePrecise(cumShareBelow)} below`;
}

const formatLimit = (value: number): string => String(Math.round(1000 * value) / 1000);

function noRowText({ func }: FunctionReading, noRow: NoRow): string {
  const name = qualifiedName(func);
  switch (noRow.kind) {
    case 'not-owned':
      return `No row of its own: ${name} is ${func.ownership} code. It is judged where your own code calls it; --owned makes it yours.`;
    case 'trunk':
      return `No row of its own: ${name} stands above the entry points and only passes work on.`;
    case 'small':
      return `No row of its own: ${formatSharePrecise(noRow.exclusiveShare)} of the profile is its own cost, a row needs ${formatSharePrecise(noRow.limit)} (minRowShare).`;
    case 'passes-on':
      return `No row of its own: its own cost of ${formatSharePrecise(noRow.exclusiveShare)} is judged with the calls it makes.`;
  }
}

const ROLE_TEXT: Readonly<Record<RowPart['role'], string>> = {
  site: 'the place to edit',
  subject: 'what the row is about',
  losing: 'the layer that lost',
  chain: 'on the way to it',
  folded: 'counted in it',
};

function formatOthers(parts: readonly RowPart[], paint: Colors): string {
  if (parts.length === 0) {
    return '';
  }
  const lines = parts.slice(0, MAX_NEIGHBOURS).map(({ role, rank, row }) => {
    const worth = row.saving === null ? layerText(row.verdict) : formatInterval(row.saving);
    return `  Row ${rank}  ${safeText(qualifiedName(row.subject))}  ${worth}  ${paint.dim(ROLE_TEXT[role])}`;
  });
  return [paint.bold('Other rows that it takes part in'), ...lines].join('\n');
}
