/**
 * The answer as text: sentence, table, parent chain, why, ways to fix; without a fix, the table and the sentence.
 *
 * Words come from the engine's wording, numbers from the shared formatting; this file only lays them out. `paint` sets
 * colour where the terminal has it. Names out of the profile pass `safeText`.
 */
import { type Colors } from 'picocolors/types';
import {
  type Analysis,
  type ChainStep,
  familyText,
  layerText,
  needText,
  profileAnswerText,
  type ProfileKind,
  qualifiedName,
  reasonText,
  type Row,
  signalText,
  type TextSegment,
  wholeText,
} from '../src/analysis';
import {
  formatInterval,
  formatSamples,
  formatShare,
  formatShareColumn,
  formatSharePrecise,
  formatWeight,
  NOT_APPLICABLE,
} from '../src/shared/lib/format';
import { type Focus, focusText } from './focus';
import { safeText } from './safeText';
import { createTable } from './table';

export interface TextReportOptions {
  readonly paint: Colors;
  /** columns of the terminal */
  readonly width: number;
  /** rows of the table; what is left out is counted below it */
  readonly maxRows: number;
  /** null where the whole profile was analysed */
  readonly focus: Focus | null;
}

export function formatTextReport(analysis: Analysis, options: TextReportOptions): string {
  const { paint, focus } = options;
  const { rows } = analysis;
  const answer = formatSegments(profileAnswerText(analysis), paint);
  const summary = formatSummary(analysis, paint);
  // Before everything else: the answer below it is about a part, and would be read as about the whole.
  const scope = focus === null ? '' : safeText(focusText(focus));
  const table = rows.length > 0 ? formatTable(analysis, options) : '';
  // Without a fix for the profile the first row is no advice: its path would read like one.
  const blocks =
    analysis.verdict === 'fix' && rows.length > 0
      ? [
          scope,
          answer,
          summary,
          table,
          formatChain(rows[0], paint),
          formatWhy(rows[0], { kind: analysis.profile.kind, paint }),
          formatWays(rows[0], paint),
        ]
      : [scope, summary, table, answer];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

export function formatSegments(segments: readonly TextSegment[], paint: Colors): string {
  return segments.map(({ text, strong }) => (strong === true ? paint.bold(safeText(text)) : safeText(text))).join('');
}

function formatSummary({ profile, quality }: Analysis, paint: Colors): string {
  const samples = `${formatSamples(quality.samples)} samples`;
  const parts = [
    // Where the weights are samples themselves, the total says nothing more.
    profile.unit === 'samples' ? samples : `${formatWeight(profile.total, profile.unit)} in ${samples}`,
    `${formatSamples(profile.functionCount)} functions`,
  ];
  if (quality.hiddenShare > 0) {
    parts.push(`${formatSharePrecise(quality.hiddenShare)} hidden by a node limit`);
  }
  if (quality.unknownShare > 0) {
    parts.push(`${formatSharePrecise(quality.unknownShare)} without a name`);
  }
  if (quality.idleShare > 0) {
    parts.push(`${formatSharePrecise(quality.idleShare)} idle, set aside`);
  }
  return paint.dim(parts.join(', '));
}

/** Width below which the table leaves out the columns that the detail repeats. */
const NARROW = 110;

interface Column {
  readonly head: string;
  readonly align?: 'right';
  /** also shown in a narrow terminal */
  readonly narrow: boolean;
  readonly cell: (row: Row, paint: Colors) => string;
}

const COLUMNS: readonly Column[] = [
  { head: 'Function', narrow: true, cell: ({ subject }) => safeText(qualifiedName(subject)) },
  { head: 'Self %', align: 'right', narrow: true, cell: ({ selfShare }) => formatShareColumn(selfShare) },
  { head: 'Cum %', align: 'right', narrow: true, cell: ({ cumShare }) => formatShareColumn(cumShare) },
  { head: 'Callers', align: 'right', narrow: false, cell: callersCell },
  { head: 'Signal', narrow: false, cell: ({ signal }) => signalText(signal) },
  { head: 'Fix layer', narrow: true, cell: layerCell },
  { head: 'Edit here', narrow: true, cell: siteCell },
  { head: 'Worth', align: 'right', narrow: true, cell: worthCell },
  { head: 'n', align: 'right', narrow: false, cell: ({ samples }) => formatSamples(samples) },
];

function formatTable({ rows, profile }: Analysis, { paint, width, maxRows }: TextReportOptions): string {
  const columns = COLUMNS.filter(({ narrow }) => narrow || width >= NARROW);
  const table = createTable(
    columns.map(({ head, align }) => ({
      head: paint.dim(head === 'Worth' ? `Worth (${wholeText(profile.kind)})` : head),
      align,
    }))
  );
  for (const row of rows.slice(0, maxRows)) {
    table.push(columns.map(({ cell }) => cell(row, paint)));
  }
  const left = rows.length - maxRows;
  const more = left > 0 ? `\n${paint.dim(`${left} more ${left === 1 ? 'row' : 'rows'}: --top ${rows.length}`)}` : '';
  return `${table.toString()}${more}`;
}

function callersCell({ fanIn }: Row): string {
  return fanIn.owned.length === 0 ? NOT_APPLICABLE : `${fanIn.owned.length} · ${formatShare(fanIn.dominance)}`;
}

function layerCell({ layer, verdict }: Row, paint: Colors): string {
  const text = layerText(layer ?? verdict);
  return layer === null ? paint.dim(text) : paint.bold(text);
}

export function siteCell({ site, layer }: Row): string {
  if (site === null) {
    return NOT_APPLICABLE;
  }
  if (layer === 'policy') {
    return safeText(`a setting of ${qualifiedName(site)}`);
  }
  const fileName = site.file.split(/[\\/]/).pop() ?? '';
  const place = fileName === '' ? '' : ` ${fileName}${site.line > 0 ? `:${site.line}` : ''}`;
  return safeText(`${qualifiedName(site)}${place}`);
}

function worthCell({ saving, need }: Row, paint: Colors): string {
  if (saving !== null) {
    return paint.green(formatInterval(saving));
  }
  return need === null ? NOT_APPLICABLE : paint.dim(needText(need));
}

const EDIT_HERE = '  ◀ edit here';
const SETTING_HERE = '  ◀ change a setting';

/** What a chain is drawn from; a row has it, and so has a function without a row. */
export type DrawnChain = Pick<Row, 'chain' | 'siteStep' | 'site' | 'boundary' | 'subject' | 'layer'>;

export function formatChain({ chain, siteStep, site, boundary, subject, layer }: DrawnChain, paint: Colors): string {
  if (chain.length === 0) {
    return '';
  }
  const siteMark = paint.green(layer === 'policy' ? SETTING_HERE : EDIT_HERE);
  const lines = [
    paint.dim(
      `How the stacks reach ${safeText(qualifiedName(subject))}: its share that flows through, cum of the profile`
    ),
  ];
  chain.forEach((step, i) => {
    if (boundary !== null && boundary.stepIndex === i) {
      const { cumShareAbove, cumShareBelow } = boundary;
      lines.push(
        paint.dim(`${'  '.repeat(i)}  ─ boundary: ${formatShare(cumShareAbove)} to ${formatShare(cumShareBelow)} ─`)
      );
    }
    lines.push(formatStep(step, { depth: i, siteMark: i === siteStep ? siteMark : '', paint }));
  });
  if (site !== null && siteStep < 0) {
    const below = `${'  '.repeat(chain.length - 1)}└ ${paint.bold(safeText(qualifiedName(site)))}`;
    lines.push(`  ${below}${siteMark}`);
  }
  return lines.join('\n');
}

function formatStep(
  { func, retention, cumShare, folded, recursion }: ChainStep,
  { depth, siteMark, paint }: { depth: number; siteMark: string; paint: Colors }
): string {
  const name = safeText(qualifiedName(func));
  const notes = [`${formatShare(retention)}, cum ${formatShare(cumShare)}`];
  if (folded.length > 0) {
    notes.push(`${folded.length} folded`);
  }
  if (recursion > 1) {
    notes.push(`recursive ×${recursion}`);
  }
  const lead = depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `;
  return `  ${lead}${siteMark === '' ? name : paint.bold(name)}  ${paint.dim(notes.join(' · '))}${siteMark}`;
}

export function formatWhy({ reasons }: Row, { kind, paint }: { kind: ProfileKind; paint: Colors }): string {
  return reasons.length === 0
    ? ''
    : ['Why', ...reasons.map((reason) => `  ${formatSegments(reasonText(reason, kind), paint)}`)].join('\n');
}

export function formatWays(row: Row, paint: Colors): string {
  if (row.ways.length === 0) {
    return '';
  }
  const lines = row.ways.map(({ family, saving }) => {
    const { title, text } = familyText(family, row);
    return `  ${paint.bold(title)}  ${safeText(text)}  ${paint.green(formatInterval(saving))}`;
  });
  return ['Ways to fix', ...lines].join('\n');
}
