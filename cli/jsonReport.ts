/**
 * `--json`: the whole `Analysis`, plus `candidates`, the short form that other programs read; with `--focus` and `--base`
 * also `focus` and `diff`.
 */
import {
  type Analysis,
  computeFunctionCounts,
  type DiffReport,
  type FixLayer,
  type Interval,
  type Row,
  type SignalKind,
} from '../src/analysis';
import { type CallTree } from '../src/profiles/callTree';
import { assert } from '../src/shared/lib/assert';
import { type Focus } from './focus';

/** One place to edit. Shares are 0..1 of the profile, raw weights in the profile's unit. */
export interface JsonCandidate {
  readonly layer: FixLayer;
  /** the function to edit, as pprof prints it */
  readonly function: string;
  readonly file: string;
  /** -1 where unknown */
  readonly line: number;
  readonly saving: Interval;
  /** self and cum of `function` as `go tool pprof` counts them, before anything is folded */
  readonly selfRaw: number;
  readonly cumRaw: number;
  /** the hot function that led here, with its own raw numbers */
  readonly subject: { readonly function: string; readonly selfRaw: number; readonly cumRaw: number };
  readonly signal: SignalKind;
  readonly samples: number;
}

/** What options add to an analysis; null where the option was not given. */
export interface ReportExtras {
  readonly focus: Focus | null;
  readonly diff: DiffReport | null;
}

export type JsonReport = Analysis & { readonly candidates: readonly JsonCandidate[] } & Partial<ReportExtras>;

/** @param tree  that was analysed: with `--focus` the part */
export function buildJsonReport(analysis: Analysis, tree: CallTree, { focus, diff }: ReportExtras): JsonReport {
  const counts = computeFunctionCounts(tree);
  const indexOf = new Map(Array.from(tree.functions.name, (name, f) => [identity(name, tree.functions.file[f]), f]));
  return {
    ...analysis,
    candidates: analysis.rows.flatMap(toCandidate),
    ...(focus !== null && { focus }),
    ...(diff !== null && { diff }),
  };

  function toCandidate(row: Row): JsonCandidate[] {
    const { verdict, layer, site, saving, subject, selfRaw, cumRaw, signal, samples } = row;
    if (verdict !== 'fix' || layer === null || site === null || saving === null) {
      return [];
    }
    const f = indexOf.get(identity(site.name, site.file));
    assert(f !== undefined, `the site ${identity(site.name, site.file)} is a function of the profile`);
    return [
      {
        layer,
        function: site.name,
        file: site.file,
        line: site.line,
        saving,
        selfRaw: counts.self[f],
        cumRaw: counts.cum[f],
        subject: { function: subject.name, selfRaw, cumRaw },
        signal,
        samples,
      },
    ];
  }
}

/** Names and files are free text: only a form with quotes can join them without two pairs meeting. */
function identity(name: string, file: string): string {
  return JSON.stringify([name, file]);
}
