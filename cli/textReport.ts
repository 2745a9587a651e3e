/**
 * The answer as text: sentence, table, parent chain, why, ways to fix; without a fix, the table and the sentence.
 *
 * Words come from the engine's wording, numbers from the shared formatting; this file only lays them out. `paint` sets
 * colour where the terminal has it. Names out of the profile pass `safeText`.
 */
import picocolors from 'picocolors';
import { type Colors } from 'picocolors/types';
import {
  type Analysis,
  cautionTexts,
  type ChainStep,
  familyText,
  layerText,
  needText,
  ownershipText,
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
import { safeText } from '../src/shared/lib/markdown';
import { type Focus, focusText } from './focus';
import { createTable, cutMiddle, fitNames, tableWidth } from './table';

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
  const cautions = cautionTexts(analysis).map(safeText).join('\n');
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
          cautions,
        ]
      : [scope, summary, table, cautions, answer];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

export function formatSegments(segments: readonly TextSegment[], paint: Colors): string {
  return segments.map(({ text, strong }) => (strong === true ? paint.bold(safeText(text)) : safeText(text))).join('');
}

function formatSummary(analysis: Analysis, paint: Colors): string {
  const { profile, quality } = analysis;
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
  return paint.dim(`${parts.join(', ')}\n${safeText(ownershipText(analysis))}`);
}

interface Column {
  readonly head: string;
  readonly align?: 'right';
  /** also shown where the whole table does not fit: the detail repeats the others */
  readonly narrow: boolean;
  /** may be cut to fit */
  readonly isName?: true;
  readonly cell: (row: Row, paint: Colors) => string;
}

const COLUMNS: readonly Column[] = [
  { head: 'Function', narrow: true, isName: true, cell: ({ subject }) => safeText(qualifiedName(subject)) },
  { head: 'Self %', align: 'right', narrow: true, cell: ({ selfShare }) => formatShareColumn(selfShare) },
  { head: 'Cum %', align: 'right', narrow: true, cell: ({ cumShare }) => formatShareColumn(cumShare) },
  { head: 'Callers', align: 'right', narrow: false, cell: callersCell },
  { head: 'Signal', narrow: false, cell: ({ signal }) => signalText(signal) },
  { head: 'Fix layer', narrow: true, cell: layerCell },
  { head: 'Edit here', narrow: true, isName: true, cell: siteCell },
  { head: 'Worth', align: 'right', narrow: true, cell: worthCell },
  { head: 'n', align: 'right', narrow: false, cell: ({ samples }) => formatSamples(samples) },
];

const PLAIN = picocolors.createColors(false);

function formatTable({ rows, profile }: Analysis, { paint, width, maxRows }: TextReportOptions): string {
  const shown = rows.slice(0, maxRows);
  const whole = COLUMNS.map((column) =>
    column.head === 'Worth' ? { ...column, head: `Worth (${wholeText(profile.kind)})` } : column
  );
  // The answer's sentence says what the savings are of: a narrow table need not.
  const narrow = COLUMNS.filter((column) => column.narrow);
  const narrowest = narrow
    .filter(({ head }) => head !== 'Cum %')
    .map((column) => (column.cell === siteCell ? { ...column, cell: siteNameCell } : column));
  const columns = [whole, narrow].find((layout) => tableWidth(widthsOf(layout, shown)) <= width) ?? narrowest;
  const widths = fitNames(widthsOf(columns, shown), { isName: columns.map(({ isName }) => isName === true), width });
  const table = createTable(columns.map(({ head, align }) => ({ head: paint.dim(head), align })));
  for (const row of shown) {
    table.push(
      columns.map(({ cell, isName }, i) =>
        isName === true ? cutMiddle(cell(row, paint), widths[i]) : cell(row, paint)
      )
    );
  }
  const left = rows.length - maxRows;
  const more = left > 0 ? `\n${paint.dim(`${left} more ${left === 1 ? 'row' : 'rows'}: --top ${rows.length}`)}` : '';
  return `${table.toString()}${more}`;
}

/** Characters that each column takes, head included. */
const widthsOf = (columns: readonly Column[], rows: readonly Row[]): readonly number[] =>
  columns.map(({ head, cell }) => Math.max(head.length, ...rows.map((row) => cell(row, PLAIN).length)));

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
    return siteNameCell({ site, layer });
  }
  const fileName = site.file.split(/[\\/]/).pop() ?? '';
  const place = fileName === '' ? '' : ` ${fileName}${site.line > 0 ? `:${site.line}` : ''}`;
  return safeText(`${qualifiedName(site)}${place}`);
}

/** The site without its file and line, which a whole name is worth more than. */
function siteNameCell({ site, layer }: Pick<Row, 'site' | 'layer'>): string {
  if (site === null) {
    return NOT_APPLICABLE;
  }
  return safeText(`${layer === 'policy' ? 'a setting of ' : ''}${qualifiedName(site)}`);
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
      `How the stacks reach ${safeText(qualifiedName(subject))}: part of it that comes this way, cum of the profile`
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
