/**
 * The full reading of one function: what it costs, who calls it, what it calls, where its chain stops being about it, and
 * which rows it takes part in, whether it has a row of its own or not.
 */
import type { CallTree, FuncIndex } from '../profiles/callTree';
import { analyzeContext, buildContext, type AnalyzeOptions } from './analyze';
import { anchorsOfFunction } from './anchors';
import { buildChain } from './chain';
import { samplesOf, type AnalysisContext } from './context';
import { exclusiveOf } from './exclusive';
import { FLAG_ARTEFACT, OWNED } from './codes';
import { detectLanguage } from './language';
import type { Analysis, Boundary, Category, ChainStep, FanIn, FunctionRef, NeighbourShare, Row } from './model';
import { parseName } from './names';
import { addTo, calleesOf, computeFanIn, toShares, type Weights } from './neighbours';
import { nearNames } from './verify/frame';
import { qualifiedName } from './wording';

/** What a name that somebody typed means in a profile. Names are as the profile has them, with the file where needed. */
export type FunctionSearch =
  | { readonly kind: 'found'; readonly func: FuncIndex }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | { readonly kind: 'none'; readonly near: readonly string[] };

/** How a function takes part in a row. */
export type RowRole = 'subject' | 'site' | 'losing' | 'chain' | 'folded';

export interface RowPart {
  readonly role: RowRole;
  /** position of the row, 1 = first */
  readonly rank: number;
  readonly row: Row;
}

/** Why a function is the subject or site of no row. */
export type NoRow =
  | { readonly kind: 'not-owned' } // a library's or the runtime's: judged where owned code calls it
  | { readonly kind: 'trunk' } // above the entry points
  | { readonly kind: 'small'; readonly exclusiveShare: number; readonly limit: number }
  | { readonly kind: 'passes-on'; readonly exclusiveShare: number };

/** Shares are of the profile, those of neighbours of the function's cum. */
export interface FunctionReading {
  readonly func: FunctionRef;
  readonly category: Category;
  readonly selfShare: number;
  readonly cumShare: number;
  /** as pprof counts them, in the profile's unit */
  readonly selfRaw: number;
  readonly cumRaw: number;
  readonly samples: number;
  /** immediate callers, a stack once, self-edges dropped; what no function calls is a root and not among them */
  readonly callers: readonly NeighbourShare[];
  readonly callees: readonly NeighbourShare[];
  readonly fanIn: FanIn;
  /** root first, the function last */
  readonly chain: readonly ChainStep[];
  readonly boundary: Boundary | null;
  /** rows that it takes part in, those about it first */
  readonly rows: readonly RowPart[];
  /** null where a row is about it or edits it */
  readonly noRow: NoRow | null;
}

/** Finds a function by its full name, its name on screen (`pricing.ApplyRules`), or the end of its name. */
export function findFunction({ functions }: CallTree, asked: string): FunctionSearch {
  const { name, file, length } = functions;
  const language = detectLanguage(functions);
  const withFile = (f: FuncIndex): string => (file[f] === '' ? name[f] : `${name[f]} (${file[f]})`);
  const all = Array.from({ length }, (_, f) => f);
  const tests: ReadonlyArray<(f: FuncIndex) => boolean> = [
    (f) => withFile(f) === asked,
    (f) => name[f] === asked,
    (f) => {
      const parsed = parseName(name[f], file[f], language);
      return (
        parsed.shortName === asked ||
        qualifiedName(parsed) === asked ||
        (name[f].endsWith(asked) && /[./:]/.test(name[f].charAt(name[f].length - asked.length - 1)))
      );
    },
  ];
  for (const test of asked === '' ? [] : tests) {
    const found = all.filter(test);
    if (found.length > 0) {
      return found.length === 1 ? { kind: 'found', func: found[0] } : { kind: 'several', names: found.map(withFile) };
    }
  }
  return { kind: 'none', near: nearNames(asked, [functions], { language }) };
}

/** @returns the analysis with all its rows, and the function's part in it. */
export function explainFunction(
  decoded: CallTree,
  func: FuncIndex,
  options: AnalyzeOptions = {}
): { readonly analysis: Analysis; readonly reading: FunctionReading } {
  const context = buildContext(decoded, options);
  const analysis = analyzeContext(decoded, context, { ...options, maxRows: Infinity });
  const { facts, counts, raw, total } = context;
  const ref = facts.ref(func);
  const anchors = anchorsOfFunction(context, func);
  const cum = counts.cum[func];
  const { steps, boundary } = buildChain(context, { anchors, subject: func }, -1);
  const rows = rowsWith(analysis.rows, ref.key);
  const isRow = rows.some(({ role }) => role === 'subject' || role === 'site');
  return {
    analysis,
    reading: {
      func: ref,
      category: facts.category[func],
      selfShare: total > 0 ? counts.self[func] / total : 0,
      cumShare: total > 0 ? cum / total : 0,
      selfRaw: raw.self[func],
      cumRaw: raw.cum[func],
      samples: samplesOf(context, cum),
      callers: toShares(context, callersOf(context, func), cum),
      callees: toShares(context, calleesOf(context, func), cum),
      fanIn: computeFanIn(context, anchors),
      chain: steps,
      boundary,
      rows,
      noRow: isRow ? null : whyNoRow(context, func),
    },
  };
}

/** Parents of a function's outermost nodes, artefact frames looked through. */
function callersOf({ tree, facts, nodesOf }: AnalysisContext, func: FuncIndex): Weights {
  const weights: Weights = new Map();
  for (const node of nodesOf(func)) {
    let above = tree.parent[node];
    while (above >= 0 && (facts.flags[tree.func[above]] & FLAG_ARTEFACT) !== 0) {
      above = tree.parent[above];
    }
    if (above >= 0) {
      addTo(weights, tree.func[above], tree.cum[node]);
    }
  }
  return weights;
}

const ROLES: ReadonlyArray<readonly [RowRole, (row: Row, key: string) => boolean]> = [
  ['site', ({ site }, key) => site?.key === key],
  ['subject', ({ subject }, key) => subject.key === key],
  ['losing', ({ layers }, key) => layers?.losing.func.key === key],
  ['chain', ({ chain }, key) => chain.some(({ func }) => func.key === key)],
  [
    'folded',
    ({ folded, chain }, key) =>
      folded.some(({ func }) => func.key === key) || chain.some((step) => step.folded.some((each) => each.key === key)),
  ],
];

function rowsWith(rows: readonly Row[], key: string): readonly RowPart[] {
  const parts = rows.flatMap((row, index): RowPart[] => {
    const role = ROLES.find(([, plays]) => plays(row, key))?.[0];
    return role === undefined ? [] : [{ role, rank: index + 1, row }];
  });
  const order = ROLES.map(([role]) => role);
  return parts.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.rank - b.rank);
}

function whyNoRow({ facts, trunk, exclusive, total, thresholds }: AnalysisContext, func: FuncIndex): NoRow {
  if (facts.ownership[func] !== OWNED) {
    return { kind: 'not-owned' };
  }
  if (trunk[func] === 1) {
    return { kind: 'trunk' };
  }
  const exclusiveShare = total > 0 ? exclusiveOf(exclusive, func) / total : 0;
  return exclusiveShare < thresholds.minRowShare
    ? { kind: 'small', exclusiveShare, limit: thresholds.minRowShare }
    : { kind: 'passes-on', exclusiveShare };
}
