/**
 * Programs as the generator knows them: a tree of calls with the cost of each, and edits that would make it cheaper.
 *
 * The truth about a program comes from here alone: an edit says how much of every stack's cost stays, and its saving is
 * the program's cost summed up again. Nothing here reads a profile or knows the rules of the engine.
 */
import type { FixLayer, Verdict } from '../../src/analysis/model';

export type Role =
  | 'scaffold' // thread and runtime entry
  | 'owned'
  | 'library' // installed packages and the standard library
  | 'runtime' // allocator, collector, copying, locks, kernel
  | 'wait' // off the CPU: idle loops, sleeping in a call
  | 'nameless';

export interface Fn {
  readonly name: string;
  readonly file: string;
  /** first line; −1 where the profiler does not say */
  readonly line: number;
  readonly role: Role;
}

/** One call node; `self` is its expected cost, any unit. */
export interface Call {
  readonly fn: Fn;
  self: number;
  readonly children: Call[];
}

export const call = (fn: Fn, self: number, ...children: readonly Call[]): Call => ({
  fn,
  self,
  children: [...children],
});

/** A chain of calls, each the only child of the one before; all cost in the last. */
export function chain(fns: readonly Fn[], self: number, ...children: readonly Call[]): Call {
  const last = call(fns[fns.length - 1], self, ...children);
  return fns.slice(0, -1).reduceRight((below, fn) => call(fn, 0, below), last);
}

export interface Stack {
  /** root first */
  readonly path: readonly Fn[];
  readonly cost: number;
}

/** Stacks with cost, in tree order. */
export function stacksOf(roots: readonly Call[]): Stack[] {
  const stacks: Stack[] = [];
  const visit = ({ fn, self, children }: Call, above: readonly Fn[]) => {
    const path = [...above, fn];
    if (self > 0) {
      stacks.push({ path, cost: self });
    }
    children.forEach((child) => visit(child, path));
  };
  roots.forEach((root) => visit(root, []));
  return stacks;
}

export const costOf = (stacks: readonly Stack[]): number => stacks.reduce((sum, { cost }) => sum + cost, 0);

/** Multiplies every cost below the calls. */
export function scale(calls: readonly Call[], factor: number): void {
  for (const one of calls) {
    one.self *= factor;
    scale(one.children, factor);
  }
}

/** One way to make the program cheaper. */
export interface Edit {
  readonly fn: Fn;
  readonly layer: FixLayer;
  /** part (0..1) of the cost at the end of `path` that stays */
  readonly keeps: (path: readonly Fn[]) => number;
}

/** What is left out of `removed` where the stack is one of those that the edit touches. */
const removing =
  (touches: (path: readonly Fn[]) => boolean, removed: number): Edit['keeps'] =>
  (path) =>
    touches(path) ? 1 - removed : 1;

/** `caller` calls `callee` less often; other callers of it stay as they are. */
export const callLess = (caller: Fn, callee: Fn, removed: number): Edit => ({
  fn: caller,
  layer: 'caller',
  keeps: removing((path) => path.some((fn, i) => fn === callee && i > 0 && path[i - 1] === caller), removed),
});

/** Everything below `fn` gets cheaper: it is called less, batched or remembers its answer. */
export const callAllLess = (fn: Fn, removed: number, layer: FixLayer = 'caller'): Edit => ({
  fn,
  layer,
  keeps: removing((path) => path.includes(fn), removed),
});

function nearestOwned(path: readonly Fn[]): Fn | undefined {
  for (let i = path.length - 1; i >= 0; i--) {
    if (path[i].role === 'owned') {
      return path[i];
    }
  }
  return undefined;
}

/** The code of `fn` gets better: its own time, and the runtime frames that it causes. */
export const improve = (fn: Fn, removed: number, layer: FixLayer): Edit => ({
  fn,
  layer,
  keeps: removing(
    (path) => nearestOwned(path) === fn && path.slice(path.lastIndexOf(fn) + 1).every(({ role }) => role === 'runtime'),
    removed
  ),
});

export interface Answer {
  readonly fn: string;
  readonly layer: FixLayer;
}

/** What an expert who knows the program would say of it. */
export interface Truth {
  readonly verdict: Verdict;
  /** edits worth (nearly) as much as the best one, best first; empty unless the verdict is `fix` */
  readonly answers: readonly Answer[];
  /** saving of the best edit, 0..1 of the cost that is not waiting; 0 where there is none */
  readonly saving: number;
  /** functions that must not come first */
  readonly forbidden: readonly string[];
}

export interface Program {
  readonly roots: readonly Call[];
  readonly edits: readonly Edit[];
}

const isWaiting = ({ path }: Stack) => path.some(({ role }) => role === 'wait');

/** 1 − cost after ÷ cost before. */
export function savingOf(stacks: readonly Stack[], { keeps }: Edit): number {
  const after = stacks.reduce((sum, { path, cost }) => sum + cost * keeps(path), 0);
  return 1 - after / costOf(stacks);
}

/** An edit this close to the best one is as good an answer: no profile could tell them apart. */
const AS_GOOD = 0.9;

/** The best edits of a program, by experiment on the program itself. */
export function bestEdits({ roots, edits }: Program): {
  readonly answers: readonly Answer[];
  readonly saving: number;
  readonly best: Edit | null;
} {
  const stacks = stacksOf(roots).filter((stack) => !isWaiting(stack));
  const measured = edits.map((edit) => ({ edit, saving: savingOf(stacks, edit) })).sort((a, b) => b.saving - a.saving);
  const saving = measured[0]?.saving ?? 0;
  return {
    answers: measured
      .filter((one) => one.saving > 0 && one.saving >= AS_GOOD * saving)
      .map(({ edit }) => ({ fn: edit.fn.name, layer: edit.layer })),
    saving,
    best: measured[0]?.edit ?? null,
  };
}

/** Owned callers of a function by cost, at the next owned frame above; its own recursion looked through. */
function ownedCallersOf(stacks: readonly Stack[], fn: Fn): ReadonlyMap<Fn | null, number> {
  const callers = new Map<Fn | null, number>();
  for (const { path, cost } of stacks) {
    const at = path.indexOf(fn);
    if (at >= 0) {
      const caller = nearestOwned(path.slice(0, at)) ?? null;
      callers.set(caller, (callers.get(caller) ?? 0) + cost);
    }
  }
  return callers;
}

/** The edit in an owned function is `leaf` where no owned caller brings half of it, else `inside`. */
export function layerOfOwnWork(stacks: readonly Stack[], fn: Fn): FixLayer {
  const shares = [...ownedCallersOf(stacks, fn).values()];
  const whole = shares.reduce((a, b) => a + b, 0);
  return shares.some((share) => share >= 0.5 * whole) ? 'inside' : 'leaf';
}
