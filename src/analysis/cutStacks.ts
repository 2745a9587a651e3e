/**
 * Stacks that lost their owned frames at the profiler's depth limit (Go: 64 frames): they start in the middle of a
 * library. Where complete stacks reach that library function through one owned caller, the cut ones came from there
 * too; their weight goes with that caller's call.
 */
import type { FuncIndex } from '../profiles/callTree';
import type { AnalysisContext } from './context';
import { addTo, heaviestOf, sumOf, type Weights } from './neighbours';
import { RUNTIME } from './codes';

/** Part of the complete stacks that one owned caller must bring. */
const CERTAIN = 0.9;
/** Complete samples below which they say nothing of the cut ones. */
const MIN_SAMPLES = 10;

/** @returns owned function → weight of cut stacks that its library calls lost */
export function computeCutStacks({ tree, facts, exclusive, projection, nodesOf, quantum }: AnalysisContext): Weights {
  const lost: Weights = new Map();
  if (facts.language !== 'go') {
    // Elsewhere frames are missing for other reasons (unwinding, symbols), and who called is not known.
    return lost;
  }
  const { strays } = exclusive;
  for (let k = 0; k < strays.length; k++) {
    const node = strays.nodes[k];
    // Runtime frames stand at roots by right: the scheduler, signal handlers, collection.
    if (tree.parent[node] < 0 && facts.ownership[tree.func[node]] < RUNTIME) {
      addTo(lost, tree.func[node], strays.weights[k]);
    }
  }
  const byCaller: Weights = new Map();
  for (const [func, weight] of lost) {
    const callers: Weights = new Map();
    for (const node of nodesOf(func)) {
      if (projection.owned[node] >= 0) {
        addTo(callers, tree.func[projection.owned[node]] as FuncIndex, tree.cum[node]);
      }
    }
    const top = heaviestOf(callers);
    if (top.func >= 0 && top.weight >= CERTAIN * sumOf(callers) && top.weight >= MIN_SAMPLES * quantum) {
      addTo(byCaller, top.func, weight);
    }
  }
  return byCaller;
}
