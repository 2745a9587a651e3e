/**
 * One row's finding as Markdown: path, reasons, ways to fix. For pull requests (command line) and tickets (panel).
 *
 * Names come out of the profile and are untrusted: none of them becomes markup, a mention, a link or a cell of its own.
 */
import { formatInterval, formatSamples } from '../shared/lib/format';
import { codeSpan, escapeMarkdown } from '../shared/lib/markdown';
import type { Analysis, FunctionRef, ProfileKind, Row } from './model';
import {
  answerText,
  cautionTexts,
  familyText,
  layerText,
  qualifiedName,
  reasonText,
  type TextSegment,
} from './wording';

export const segmentsMarkdown = (segments: readonly TextSegment[]): string =>
  segments.map(({ text, strong }) => (strong === true ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text))).join('');

/** `` `pricing.ApplyRules` `rules.go:88` `` */
export function functionMarkdown(func: FunctionRef): string {
  const fileName = func.file.split(/[\\/]/).pop() ?? '';
  const place = fileName === '' ? '' : ` ${codeSpan(`${fileName}${func.line > 0 ? `:${func.line}` : ''}`)}`;
  return `${codeSpan(qualifiedName(func))}${place}`;
}

/** Path, reasons and ways to fix, as blocks. */
export function whyMarkdown(row: Row, kind: ProfileKind): readonly string[] {
  const reasons = row.reasons.map((reason) => `- ${segmentsMarkdown(reasonText(reason, kind))}`);
  const ways = row.ways.map(({ family, saving }) => {
    const { title, text } = familyText(family, row);
    return `- **${escapeMarkdown(title)}.** ${escapeMarkdown(text)} ${formatInterval(saving)}`;
  });
  // A callee stands below the row's subject, so it is not a step of its chain.
  const below = row.site !== null && row.siteStep < 0 ? [row.site] : [];
  const path = [...row.chain.map(({ func }) => func), ...below]
    .map((func) => codeSpan(qualifiedName(func)))
    .join(' → ');
  return [
    path,
    ...(reasons.length > 0 ? ['Why:', reasons.join('\n')] : []),
    ...(ways.length > 0 ? ['Ways to fix:', ways.join('\n')] : []),
  ];
}

export interface FindingSource {
  /** service, profile type, window with its time zone: one line each, as text */
  readonly facts: readonly string[];
  /** address of this view; null for none */
  readonly link: string | null;
}

/** A row for a ticket: the answer first, then why, then what it was read from. Ends with a line feed. */
export function findingMarkdown(
  row: Row,
  analysis: Pick<Analysis, 'profile' | 'quality' | 'thresholds'>,
  { facts, link }: FindingSource
): string {
  const { kind } = analysis.profile;
  const quality = [`${formatSamples(row.samples)} of ${formatSamples(analysis.quality.samples)} samples.`];
  const blocks = [
    `**${escapeMarkdown(qualifiedName(row.subject))}** (${layerText(row.layer ?? row.verdict)}): ` +
      segmentsMarkdown(answerText(row, kind)),
    row.site === null ? '' : `Edit: ${functionMarkdown(row.site)}`,
    ...whyMarkdown(row, kind),
    facts.map((fact) => `- ${escapeMarkdown(fact)}`).join('\n'),
    [...quality, ...cautionTexts(analysis)].map(escapeMarkdown).join(' '),
    link === null ? '' : `<${link.replace(/[<>\s]/g, encodeURIComponent)}>`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
