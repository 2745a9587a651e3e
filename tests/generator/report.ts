/** Scores of many cases, summed up by kind and by language, and the table of docs/accuracy.md. */
import type { Kind } from './kind';
import { buildCase, KINDS, type Case } from './cases';
import { analyzeCase, scoreOf, type Score } from './score';
import { LANGUAGES } from './naming';

export interface ScoredCase {
  readonly case: Pick<Case, 'kind' | 'language' | 'seed' | 'samples' | 'truth'>;
  readonly score: Score;
}

export interface Summary {
  readonly cases: number;
  /** parts of the cases, 0..1 */
  readonly verdict: number;
  readonly function: number;
  readonly layer: number;
  readonly forbiddenFirst: number;
  /** of the cases with a measured saving and the right function */
  readonly coverage: number | null;
  readonly medianWidth: number | null;
  readonly medianP50Error: number | null;
}

/** Runs cases `0 … count − 1` of a seed; each is built, analysed and dropped before the next. */
export function runCases(count: number, seed: number, onCase: (done: number) => void = () => {}): ScoredCase[] {
  return Array.from({ length: count }, (_, index) => {
    const one = buildCase(index, seed);
    const score = scoreOf(one, analyzeCase(one));
    onCase(index + 1);
    const { kind, language, seed: caseSeed, samples, truth } = one;
    return { case: { kind, language, seed: caseSeed, samples, truth }, score };
  });
}

const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : [...values].sort((a, b) => a - b)[values.length >> 1];

export function summarize(scored: readonly ScoredCase[]): Summary {
  const part = (test: (score: Score) => boolean) => scored.filter(({ score }) => test(score)).length / scored.length;
  const intervals = scored.flatMap(({ score }) => score.interval ?? []);
  return {
    cases: scored.length,
    verdict: part(({ verdictRight }) => verdictRight),
    function: part(({ functionRight }) => functionRight),
    layer: part(({ layerRight }) => layerRight),
    forbiddenFirst: part(({ forbiddenFirst }) => forbiddenFirst),
    coverage: intervals.length === 0 ? null : intervals.filter(({ covers }) => covers).length / intervals.length,
    medianWidth: median(intervals.map(({ width }) => width)),
    medianP50Error: median(intervals.map(({ p50Error }) => p50Error)),
  };
}

/** Kinds that a profile can answer; the others are known limits. */
export const answerable = (scored: readonly ScoredCase[]): ScoredCase[] =>
  scored.filter(({ case: { kind } }) => kind.limit === undefined);

const percent = (part: number | null) => (part === null ? '–' : `${Math.round(100 * part)}`);
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const FIGURES = ['cases', 'verdict', 'function', 'layer', 'inside P10–P90', 'width', 'P50 error'];
const HEAD = (first: string) => [row([first, ...FIGURES]), row(['---', ...FIGURES.map(() => '--:')])];

function cells(scored: readonly ScoredCase[]): string[] {
  const { cases, verdict, function: right, layer, coverage, medianWidth, medianP50Error } = summarize(scored);
  return [String(cases), ...[verdict, right, layer, coverage, medianWidth, medianP50Error].map(percent)];
}

/** The tables of docs/accuracy.md, in Markdown. */
export function accuracyTables(scored: readonly ScoredCase[]): string {
  const of = (kind: Kind) => scored.filter(({ case: { kind: its } }) => its === kind);
  const kinds = KINDS.filter((kind) => of(kind).length > 0);
  const limits = kinds.filter(({ limit }) => limit !== undefined);
  const judged = kinds.filter(({ limit }) => limit === undefined);
  return [
    ...HEAD('kind of program'),
    ...judged.map((kind) => row([kind.id, ...cells(of(kind))])),
    row(['**all of these**', ...cells(answerable(scored))]),
    '',
    '### Known limits',
    '',
    ...HEAD('kind of program'),
    ...limits.map((kind) => row([kind.id, ...cells(of(kind))])),
    '',
    ...limits.map(({ id, limit }) => `- **${id}**: ${limit}`),
    '',
    '### By language (without the known limits)',
    '',
    ...HEAD('language'),
    ...LANGUAGES.map((language) => ({
      language,
      of: answerable(scored).filter(({ case: one }) => one.language === language),
    }))
      .filter(({ of: own }) => own.length > 0)
      .map(({ language, of: own }) => row([language, ...cells(own)])),
    '',
    '### The programs',
    '',
    row(['kind', 'program', 'right answer']),
    row(['---', '---', '---']),
    ...kinds.map(({ id, program, right }) => row([id, program, right])),
  ].join('\n');
}
