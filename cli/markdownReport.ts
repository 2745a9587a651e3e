/**
 * `--markdown`: the answer as a comment on a pull request. The sentence first, a short table, the rest folded away.
 *
 * Names come out of the profile and are untrusted: in code spans where they stand alone, escaped where they stand in a
 * sentence, so that none of them becomes markup, a mention, a link or a cell of its own.
 */
import {
  type Analysis,
  cautionTexts,
  comparedName,
  type DiffReport,
  diffStatusText,
  formatChange,
  functionMarkdown,
  layerText,
  needText,
  profileAnswerText,
  qualifiedName,
  rangeRecord,
  type Row,
  segmentsMarkdown,
  whyMarkdown,
  wholeText,
} from '../src/analysis';
import {
  formatInterval,
  formatSamples,
  formatShareColumn,
  formatWeight,
  NOT_APPLICABLE,
} from '../src/shared/lib/format';
import { codeSpan, escapeMarkdown } from '../src/shared/lib/markdown';
import { changedRows, diffTotalText } from './diffReport';
import { focusText } from './focus';
import { type ReportExtras } from './jsonReport';

export interface MarkdownReportOptions extends ReportExtras {
  readonly maxRows: number;
}

export function formatMarkdownReport(analysis: Analysis, { maxRows, focus, diff }: MarkdownReportOptions): string {
  const { rows, verdict, profile, quality } = analysis;
  const first = verdict === 'fix' ? rows[0] : undefined;
  const blocks = [
    focus === null ? '' : escapeMarkdown(focusText(focus)),
    `**Fix Layer:** ${segmentsMarkdown(profileAnswerText(analysis))}`,
    rows.length === 0 ? '' : formatRows(analysis, maxRows),
    first === undefined ? '' : formatWhy(first, analysis),
    diff === null ? '' : formatDiff(diff, maxRows),
    // Where the weights are samples themselves, the total says nothing more.
    `<sub>${profile.unit === 'samples' ? '' : `${formatWeight(profile.total, profile.unit)} in `}` +
      `${formatSamples(quality.samples)} samples. ` +
      `${[rangeRecord, ...cautionTexts(analysis)].map(escapeMarkdown).join(' ')}</sub>`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Cells are written by this file: escaped already. */
const formatTable = (
  head: readonly string[],
  align: readonly string[],
  rows: ReadonlyArray<readonly string[]>
): string => [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function formatRows({ rows, profile }: Analysis, maxRows: number): string {
  const table = formatTable(
    ['Function', 'Self %', 'Cum %', 'Fix layer', 'Edit here', `Worth (${wholeText(profile.kind)})`],
    ['---', '--:', '--:', '---', '---', '--:'],
    rows
      .slice(0, maxRows)
      .map((row) => [
        codeSpan(qualifiedName(row.subject)),
        formatShareColumn(row.selfShare),
        formatShareColumn(row.cumShare),
        layerText(row.layer ?? row.verdict),
        siteCell(row),
        row.saving !== null ? formatInterval(row.saving) : row.need !== null ? needText(row.need) : NOT_APPLICABLE,
      ])
  );
  const left = rows.length - maxRows;
  return left > 0 ? `${table}\n\n${left} more ${left === 1 ? 'row' : 'rows'}.` : table;
}

function siteCell({ site, layer }: Row): string {
  return site === null ? NOT_APPLICABLE : `${layer === 'policy' ? 'a setting of ' : ''}${functionMarkdown(site)}`;
}

const formatWhy = (row: Row, { profile }: Analysis): string =>
  `<details><summary>Path, reasons, ways to fix</summary>\n\n${whyMarkdown(row, profile.kind).join('\n\n')}\n\n</details>`;

function formatDiff(diff: DiffReport, maxRows: number): string {
  const changed = changedRows(diff);
  const total = `**Against the base.** ${escapeMarkdown(diffTotalText(diff))}`;
  if (changed.length === 0) {
    return `${total} No function changed beyond chance.`;
  }
  const table = formatTable(
    ['Function', 'Base', 'Now', 'Change', ''],
    ['---', '--:', '--:', '--:', '---'],
    changed
      .slice(0, maxRows)
      .map((row) => [
        codeSpan(comparedName(row.func)),
        formatWeight(row.costBefore, diff.unit),
        formatWeight(row.costAfter, diff.unit),
        formatChange(row.ratio),
        diffStatusText(row.status),
      ])
  );
  return `${total}\n\n${table}`;
}
