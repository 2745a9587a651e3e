/** What the engine says of a case, held against its truth. */
import { analyze, type Analysis, type FixLayer, type Verdict } from '../../src/analysis';
import type { Case } from './cases';

export interface Score {
  readonly verdict: Verdict;
  readonly verdictRight: boolean;
  /** verdict, and where an edit is right its function in the first row */
  readonly functionRight: boolean;
  /** the layer with it */
  readonly layerRight: boolean;
  readonly forbiddenFirst: boolean;
  /** an edit is right and the engine asks for data */
  readonly abstained: boolean;
  /** of the first row, where its function is right; null elsewhere */
  readonly interval: { readonly covers: boolean; readonly width: number; readonly p50Error: number } | null;
  readonly said: { readonly site: string | null; readonly layer: FixLayer | null };
}

const typeIdOf = ({ sampleType, unit }: Case['tree']): string | null =>
  sampleType === 'delay' ? `mutex:contentions:${unit}:contentions:count` : null;

export function analyzeCase({ tree }: Case): Analysis {
  return analyze(tree, { profileTypeId: typeIdOf(tree) });
}

export function scoreOf({ truth }: Case, analysis: Analysis): Score {
  const first = analysis.verdict === 'fix' ? analysis.rows[0] : undefined;
  const site = first?.site?.name ?? null;
  const layer = first?.layer ?? null;
  const verdictRight = analysis.verdict === truth.verdict;
  const named = truth.answers.filter(({ fn }) => fn === site);
  const functionRight = verdictRight && (truth.verdict !== 'fix' || named.length > 0);
  const saving = truth.verdict === 'fix' && functionRight ? first?.saving : null;
  return {
    verdict: analysis.verdict,
    verdictRight,
    functionRight,
    layerRight: functionRight && (truth.verdict !== 'fix' || named.some((answer) => answer.layer === layer)),
    forbiddenFirst: site !== null && truth.forbidden.includes(site),
    abstained: truth.verdict === 'fix' && analysis.verdict === 'abstain',
    interval:
      saving === null || saving === undefined
        ? null
        : {
            covers: saving.p10 <= truth.saving && truth.saving <= saving.p90,
            width: saving.p90 - saving.p10,
            p50Error: Math.abs(saving.p50 - truth.saving),
          },
    said: { site, layer },
  };
}
