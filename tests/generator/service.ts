/**
 * The service round a planted place: server library, router, middleware, handlers with steps of their own, and what
 * every service pays: decoding, writing, copying, a little collection. Every owned function has a little slack, so that
 * the planted edit competes with others.
 *
 *   server … → route → middleware → handler 1 → step, step, decode, respond
 *                                 → handler 2 → …
 */
import { namingOf, type LanguageName, type Naming, type Purpose } from './naming';
import {
  call,
  callLess,
  chain,
  costOf,
  improve,
  layerOfOwnWork,
  scale,
  stacksOf,
  type Call,
  type Edit,
  type Fn,
} from './program';
import type { Random } from './random';

const PACKAGES =
  'pricing catalog stock routes people rooms search score feed audit parts labels tariff quota depot'.split(' ');
const VERBS =
  'apply resolve collect rank fold match check build merge expand settle derive adjust compose gather'.split(' ');
const NOUNS = 'Rules Items Slots Terms Pages Codes Edges Marks Lines Units Rates Steps Parts Views Notes'.split(' ');

interface OwnedOptions {
  readonly pack?: string;
  readonly lines?: number;
  readonly verbs?: readonly string[];
}

/** Hands out owned functions with names that no other function of the program has. */
export class Namer {
  private readonly used = new Set<string>();
  private readonly lines = new Map<string, number>();

  constructor(
    private readonly random: Random,
    readonly naming: Naming
  ) {}

  /**
   * @param lines  how long the function is: the next one of its file starts behind it
   * @param verbs  what its name begins with
   */
  owned({ pack, lines, verbs = VERBS }: OwnedOptions = {}): Fn {
    const { random } = this;
    for (;;) {
      const chosen = pack ?? random.pick(PACKAGES);
      const verb = random.pick(verbs) + random.pick(NOUNS);
      if (!this.used.has(`${chosen}.${verb}`)) {
        this.used.add(`${chosen}.${verb}`);
        const line = this.lines.get(chosen) ?? 12;
        this.lines.set(chosen, line + (lines ?? random.whole(12, 60)));
        return this.naming.owned(chosen, verb, line);
      }
    }
  }

  pack(): string {
    return this.random.pick(PACKAGES);
  }

  /** Frames of a library or runtime call; a library's where the runtime of the language shows none. */
  lib(purpose: Purpose): readonly Fn[] {
    return this.naming.chains[purpose] ?? this.naming.chains.format ?? [];
  }
}

export interface Service {
  readonly random: Random;
  readonly namer: Namer;
  readonly naming: Naming;
  readonly roots: Call[];
  /** entry points, owned, heaviest first */
  readonly handlers: readonly Call[];
  /** owned frames above the handlers */
  readonly above: readonly Fn[];
  readonly edits: Edit[];
}

/** Work that the runtime does for a function, where its profiler shows it. */
export function support(namer: Namer, random: Random, cost: number): Call[] {
  const purposes = (['copy', 'map', 'allocate'] as const).filter((one) => namer.naming.chains[one] !== undefined);
  return purposes.length === 0 ? [] : [chain(namer.lib(random.pick(purposes)), cost)];
}

/** An owned function doing `cost` of work, part of it in the runtime. */
export function work(fn: Fn, cost: number, namer: Namer, random: Random): Call {
  const runtime = support(namer, random, cost * random.between(0, 0.25));
  return call(fn, cost - costOf(stacksOf(runtime)), ...runtime);
}

const SLACK = [0.02, 0.4] as const;

/** @returns a service of total cost 1 */
export function buildService(random: Random, language: LanguageName): Service {
  const naming = namingOf(random, language);
  const namer = new Namer(random, naming);
  const edits: Edit[] = [];
  const shared = Array.from({ length: random.whole(1, 3) }, () => namer.owned());
  const handlers = random.parts(random.whole(6, 14)).map((traffic) => {
    const pack = namer.pack();
    const handler = namer.owned({ pack });
    const steps = random.parts(random.whole(2, 5)).map((part) => {
      const step = namer.owned(random.chance(0.7) ? { pack } : {});
      const inner = random.chance(0.4) ? [work(namer.owned({ pack }), 0.5 * part * traffic, namer, random)] : [];
      const built = work(step, (inner.length > 0 ? 0.4 : 0.9) * part * traffic, namer, random);
      built.children.push(...inner);
      if (random.chance(0.4)) {
        const library = namer.lib(random.pick(['format', 'encode', 'query'] as const));
        built.children.push(chain(library, 0.15 * part * traffic));
        edits.push(callLess(step, library[0], random.between(...SLACK)));
      }
      return built;
    });
    const usual = [
      chain(namer.lib('decode'), random.between(0.05, 0.15) * traffic),
      chain(namer.lib('respond'), random.between(0.05, 0.2) * traffic),
      ...random.sample(shared, 1).map((fn) => work(fn, 0.05 * traffic, namer, random)),
    ];
    return call(handler, random.between(0.005, 0.03) * traffic, ...steps, ...usual);
  });
  handlers.sort((a, b) => costOf(stacksOf([b])) - costOf(stacksOf([a])));
  const above = [namer.owned({ pack: 'web' }), naming.closure(namer.owned({ pack: 'web' }))];
  const router = call(above[0], 0.01, call(above[1], 0.01, ...handlers));
  const roots = [chain(naming.server, 0.01, router)];
  if (naming.collector.length > 0) {
    roots.push(chain(naming.collector, random.between(0.01, 0.05)));
  }
  scale(roots, 1 / costOf(stacksOf(roots)));
  return { random, namer, naming, roots, handlers, above, edits };
}

/** Every owned function of the program could be a little better: edits that compete with the planted one. */
export function slackOf({ random, roots }: Service, planted: readonly Edit[]): Edit[] {
  const known = new Set(planted.map(({ fn }) => fn));
  const stacks = stacksOf(roots);
  const owned = new Set(stacks.flatMap(({ path }) => path.filter(({ role }) => role === 'owned')));
  return [...owned]
    .filter((fn) => !known.has(fn))
    .map((fn) => improve(fn, random.between(...SLACK), layerOfOwnWork(stacks, fn)));
}
