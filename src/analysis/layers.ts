/** A row's layer beside the one that lost, with the arithmetic of both: share × part removed = saving. */
import type { FuncIndex } from '../profiles/callTree';
import type { Candidate } from './candidate';
import type { AnalysisContext } from './context';
import { exclusiveOf } from './exclusive';
import type { FanIn, FixFamily, FixLayer, FunctionRef, LayerArithmetic, LayerComparison } from './model';
import { priorOf, priorOfRule } from './saving';

function arithmetic(layer: FixLayer, func: FunctionRef, share: number, removed: number): LayerArithmetic {
  // No edit removes more than what it touches, though it may take a little along.
  const part = Math.min(1, removed);
  return { layer, func, share, removed: part, saving: share * part };
}

/** The layer that a reader would try next, null where the profile shows none. */
function losingOf(context: AnalysisContext, candidate: Candidate, fanIn: FanIn): LayerArithmetic | null {
  const { facts, exclusive, total } = context;
  const by = (layer: FixLayer, func: FunctionRef, share: number, family: FixFamily) =>
    arithmetic(layer, func, share, priorOf(family).mean);
  const top = fanIn.owned[0];
  switch (candidate.layer) {
    case 'leaf':
      return top === undefined ? null : by('caller', top.func, candidate.touched * top.share, 'call-less');
    case 'inside':
      // One caller of many: with a single one, calling less would touch the same cost.
      return top === undefined || fanIn.owned.length < 2
        ? null
        : by('caller', top.func, candidate.touched * top.share, 'call-less');
    case 'caller':
      return candidate.group === null
        ? null
        : by('leaf', facts.ref(candidate.subject), candidate.group.weight / total, 'cheaper-library');
    case 'callee':
      return by(
        'inside',
        facts.ref(candidate.subject),
        exclusiveOf(exclusive, candidate.subject as FuncIndex) / total,
        'faster-algorithm'
      );
    default:
      return null;
  }
}

export function compareLayers(context: AnalysisContext, candidate: Candidate, fanIn: FanIn): LayerComparison | null {
  const { layer, site, origin, families, touched, collected, verdict } = candidate;
  if (verdict !== 'fix' || layer === null || site < 0 || families.length === 0) {
    return null;
  }
  const losing = losingOf(context, candidate, fanIn);
  return losing === null
    ? null
    : {
        chosen: arithmetic(layer, context.facts.ref(site), touched + collected, priorOfRule(origin, families[0]).mean),
        losing,
      };
}
