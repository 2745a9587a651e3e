/**
 * From two changes to one word: the table that decides and that `docs/verify.md` prints. First row that fits wins; a
 * failed gate comes before all of them (`not-comparable`).
 */
import { assert } from '../../shared/lib/assert';
import type { HeadlineChange, LocalChange, VerifyVerdict } from './model';

export interface VerdictRow {
  readonly local: LocalChange | 'any';
  readonly headline: HeadlineChange;
  /** total cost per request fell, beyond chance, and a metric other than that cost is the headline */
  readonly costFell: boolean | 'any';
  readonly verdict: VerifyVerdict;
  /** one sentence for the docs */
  readonly because: string;
}

export const VERDICT_TABLE: readonly VerdictRow[] = [
  {
    local: 'any',
    headline: 'worse',
    costFell: 'any',
    verdict: 'regressed',
    because: 'What users feel got worse: take it back, whatever the frame does.',
  },
  {
    local: 'shrank',
    headline: 'improved',
    costFell: 'any',
    verdict: 'confirmed',
    because: 'The frame shrank and the headline moved: ship it.',
  },
  {
    local: 'shrank',
    headline: 'same',
    costFell: true,
    verdict: 'masked',
    because: 'Cost is really saved, but something else sets the headline now.',
  },
  {
    local: 'shrank',
    headline: 'same',
    costFell: false,
    verdict: 'moved',
    because: 'The frame shrank and the total did not: the cost stands elsewhere now.',
  },
  {
    local: 'same',
    headline: 'improved',
    costFell: 'any',
    verdict: 'not-credited',
    because: 'The headline moved without the frame: load, mix or another change did it.',
  },
  {
    local: 'grew',
    headline: 'improved',
    costFell: 'any',
    verdict: 'not-credited',
    because: 'The headline moved although the frame grew: something else did it.',
  },
  {
    local: 'same',
    headline: 'same',
    costFell: 'any',
    verdict: 'no-effect',
    because: 'Neither moved beyond chance: is the fix deployed, and is this the frame?',
  },
  {
    local: 'grew',
    headline: 'same',
    costFell: 'any',
    verdict: 'regressed',
    because: 'The frame costs more and nothing is gained.',
  },
];

export function decideVerdict(seen: {
  readonly local: LocalChange;
  readonly headline: HeadlineChange;
  readonly costFell: boolean;
  readonly comparable: boolean;
}): VerifyVerdict {
  if (!seen.comparable) {
    return 'not-comparable';
  }
  const row = VERDICT_TABLE.find(
    ({ local, headline, costFell }) =>
      (local === 'any' || local === seen.local) &&
      headline === seen.headline &&
      (costFell === 'any' || costFell === seen.costFell)
  );
  assert(row !== undefined, `no verdict for ${seen.local} and ${seen.headline}`);
  return row.verdict;
}
