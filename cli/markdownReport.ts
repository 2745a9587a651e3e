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
  familyText,
  formatChange,
  layerText,
  needText,
  profileAnswerText,
  qualifiedName,
  rangeRecord,
  reasonText,
  type Row,
  type TextSegment,
  wholeText,
} from '../src/analysis';
import {
  formatInterval,
  formatSamples,
  formatShareColumn,
  formatWeight,
  NOT_APPLICABLE,
} from '../src/shared/lib/format';
import { changedRows, diffTotalText } from './diffReport';
import { focusText } from './focus';
import { type ReportExtras } from './jsonReport';
import { safeText } from './safeText';

export interface MarkdownReportOptions extends ReportExtras {
  readonly maxRows: number;
}

export function formatMarkdownReport(analysis: Analysis, { maxRows, focus, diff }: MarkdownReportOptions): string {
  const { rows, verdict, profile, quality } = analysis;
  const first = verdict === 'fix' ? rows[0] : undefined;
  const blocks = [
    focus === null ? '' : escapeMarkdown(focusText(focus)),
    `**Fix Layer:** ${formatSegments(profileAnswerText(analysis))}`,
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

/** Everything that Markdown or GitHub gives a meaning inside a line, `@` and `#` (mentions, references) included. */
export function escapeMarkdown(text: string): string {
  return safeText(text)
    .replace(/[\\`*_[\]#|~>]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/@/g, '&#64;');
}

/** A name as code: the fence is longer than any run of backticks inside, and a cell's border is escaped. */
export function codeSpan(text: string): string {
  const safe = safeText(text).replace(/\|/g, '\\|');
  const longest = Math.max(0, ...Array.from(safe.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${safe}${fence}` : `${fence} ${safe} ${fence}`;
}

const formatSegments = (segments: readonly TextSegment[]): string =>
  segments.map(({ text, strong }) => (strong === true ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text))).join('');

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
  if (site === null) {
    return NOT_APPLICABLE;
  }
  const fileName = site.file.split(/[\\/]/).pop() ?? '';
  const place = fileName === '' ? '' : ` ${codeSpan(`${fileName}${site.line > 0 ? `:${site.line}` : ''}`)}`;
  return `${layer === 'policy' ? 'a setting of ' : ''}${codeSpan(qualifiedName(site))}${place}`;
}

function formatWhy(row: Row, { profile }: Analysis): string {
  const reasons = row.reasons.map((reason) => `- ${formatSegments(reasonText(reason, profile.kind))}`);
  const ways = row.ways.map(({ family, saving }) => {
    const { title, text } = familyText(family, row);
    return `- **${escapeMarkdown(title)}.** ${escapeMarkdown(text)} ${formatInterval(saving)}`;
  });
  // A callee stands below the row's subject, so it is not a step of its chain.
  const below = row.site !== null && row.siteStep < 0 ? [row.site] : [];
  const path = [...row.chain.map(({ func }) => func), ...below]
    .map((func) => codeSpan(qualifiedName(func)))
    .join(' → ');
  const blocks = [
    path,
    ...(reasons.length > 0 ? ['Why:', reasons.join('\n')] : []),
    ...(ways.length > 0 ? ['Ways to fix:', ways.join('\n')] : []),
  ];
  return `<details><summary>Path, reasons, ways to fix</summary>\n\n${blocks.join('\n\n')}\n\n</details>`;
}

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
