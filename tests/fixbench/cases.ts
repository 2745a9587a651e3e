/** Labelled cases: profiles whose best edit was found by experiment (`tests/fixtures/fixbench/README.md`). */
import fs from 'node:fs';
import path from 'node:path';
import { type FixLayer, type Verdict } from '../../src/analysis';

/** One edit, measured: CPU per request against the base. */
interface Variant {
  readonly id: string;
  readonly saving_median: number;
}

interface Accepted {
  readonly layer: FixLayer;
  readonly functions: readonly string[];
}

/** `truth.json` as far as it is read here. */
export interface CaseTruth {
  readonly case: string;
  readonly kind: string;
  readonly variants: readonly Variant[];
  readonly best: string;
  readonly expected: {
    readonly verdict: Verdict;
    readonly layer: FixLayer | null;
    readonly functions: readonly string[];
    readonly alternatives: readonly Accepted[];
    readonly forbidden: readonly string[];
  };
}

export interface LabelledCase {
  readonly truth: CaseTruth;
  readonly base: string;
  /** allocation profile of the base, where there is one */
  readonly alloc: string | null;
  readonly thin: string | null;
}

/** First set: copied into the project, so that it is there wherever the tests are. */
export const OPEN_SET = path.join(__dirname, '../fixtures/fixbench');
/** Programs of other shapes, measured in the same way; the engine's rules were made without them. */
export const SECOND_SET = path.join(__dirname, '../fixtures/fixbench-second');

const readTruth = (folder: string): (CaseTruth & { pair?: boolean }) | null => {
  const file = path.join(folder, 'truth.json');
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as CaseTruth) : null;
};

/** Cases of a folder in order of name, before/after pairs left out. */
export function readCases(folder: string): readonly LabelledCase[] {
  return fs
    .readdirSync(folder)
    .sort()
    .flatMap((name): LabelledCase[] => {
      const at = (file: string) => path.join(folder, name, file);
      const ifThere = (file: string) => (fs.existsSync(at(file)) ? at(file) : null);
      const truth = readTruth(path.join(folder, name));
      const base = ifThere('base.pb.gz');
      return truth === null || truth.pair === true || base === null
        ? []
        : [{ truth, base, alloc: ifThere('alloc.pb.gz'), thin: ifThere('thin.pb.gz') }];
    });
}

/** Every answer that counts as right: the expected one and its alternatives. */
export const acceptedAnswers = ({ expected }: CaseTruth): readonly Accepted[] => [
  ...(expected.layer === null ? [] : [{ layer: expected.layer, functions: expected.functions }]),
  ...expected.alternatives,
];

/** What the best edit saved; 0 where no edit is the right answer. */
export const bestSaving = ({ variants, best, expected }: CaseTruth): number =>
  expected.verdict === 'fix' ? (variants.find(({ id }) => id === best)?.saving_median ?? 0) : 0;
