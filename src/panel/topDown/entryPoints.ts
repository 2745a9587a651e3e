/** The entry points that own a row's function, as the top-down view lists them. */
import type { FunctionRef, Row } from '../../analysis/model';

export interface EntryPointLine {
  readonly key: string;
  /** null sums up what is not listed */
  readonly func: FunctionRef | null;
  /** entry points in this line */
  readonly count: number;
  /** 0..1 of the row's function */
  readonly share: number;
  /** 0..1 of the profile */
  readonly ofAll: number;
  readonly samples: number;
}

export interface EntryPointList {
  readonly lines: readonly EntryPointLine[];
  readonly spread: 'localised' | 'shared';
  /** share of the largest; 0 where no entry point is known */
  readonly largest: number;
  readonly count: number;
}

/** Entry points named before the rest is summed up. */
const LISTED = 12;

export function entryPointsOf({ fanIn, cumShare }: Row): EntryPointList {
  const { entryPoints, spread } = fanIn;
  const lines = entryPoints.slice(0, LISTED).map(({ func, share, samples }): EntryPointLine => ({
    key: func.key,
    func,
    count: 1,
    share,
    ofAll: share * cumShare,
    samples,
  }));
  const rest = entryPoints.slice(LISTED);
  if (rest.length > 0) {
    const share = rest.reduce((sum, each) => sum + each.share, 0);
    lines.push({
      key: 'rest',
      func: null,
      count: rest.length,
      share,
      ofAll: share * cumShare,
      samples: rest.reduce((sum, each) => sum + each.samples, 0),
    });
  }
  return { lines, spread, largest: entryPoints[0]?.share ?? 0, count: entryPoints.length };
}
