/** The engine's answer to a case, in the form that the scorer reads. */
import fs from 'node:fs';
import {
  analyze,
  type FixFamily,
  type FixLayer,
  type Interval,
  type Thresholds,
  type TouchedShare,
  type Verdict,
} from '../../src/analysis';
import { type CallTree } from '../../src/profiles/callTree';
import { decodeProfile } from '../../src/profiles/decodeProfile';

export interface AnswerCandidate {
  readonly layer: FixLayer;
  readonly function: string;
  readonly saving: Interval;
  readonly touched: TouchedShare;
  /** kind of edit whose prior made the saving */
  readonly family: FixFamily;
  /** samples of the whole profile */
  readonly samples: number;
}

export interface Answer {
  readonly verdict: Verdict;
  readonly candidates: readonly AnswerCandidate[];
}

const trees = new Map<string, CallTree>();

/** Decoded once a file: the sensitivity report asks for every case some sixty times. */
function readTree(file: string, preferredTypes?: readonly string[]): CallTree {
  const known = trees.get(file);
  const tree = known ?? decodeProfile(new Uint8Array(fs.readFileSync(file)), { preferredTypes });
  trees.set(file, tree);
  return tree;
}

export function answerOf(
  file: string,
  { alloc, thresholds }: { alloc?: string | null; thresholds?: Partial<Thresholds> } = {}
): Answer {
  const { verdict, rows, quality } = analyze(readTree(file), {
    thresholds,
    alloc: alloc === null || alloc === undefined ? null : readTree(alloc, ['alloc_space', 'alloc_objects']),
  });
  return {
    verdict,
    candidates: rows.flatMap(({ layer, site, saving, touched, family }) =>
      layer === null || site === null || saving === null || touched === null || family === null
        ? []
        : [{ layer, function: site.name, saving, touched, family, samples: quality.samples }]
    ),
  };
}
