/** What a kind of program is: how it plants its place, and what the truth about it is. */
import type { LanguageName } from './naming';
import {
  bestEdits,
  call,
  costOf,
  stacksOf,
  type Answer,
  type Call,
  type Edit,
  type Fn,
  type Program,
  type Truth,
} from './program';
import type { Random } from './random';
import type { Distortion } from './sampling';
import { slackOf, type Service } from './service';

/** What a kind adds to a service. */
export interface Planted {
  /** edits of the planted place */
  readonly edits: readonly Edit[];
  /** where the truth is no edit */
  readonly verdict?: Exclude<Truth['verdict'], 'fix'>;
  /** layers that name the best edit as well, by its function */
  readonly also?: readonly Answer[];
  readonly forbidden?: readonly Fn[];
  readonly distortion?: Distortion;
}

export interface Kind {
  readonly id: string;
  /** for the docs: the program in one sentence */
  readonly program: string;
  /** for the docs: what is right */
  readonly right: string;
  readonly languages: readonly LanguageName[];
  /** samples of a case, drawn log-uniformly */
  readonly samples: readonly [number, number];
  readonly plant: (service: Service) => Planted;
  /** why a profile of this kind leads astray; absent where it should not */
  readonly limit?: string;
  /** part of the cases, verdict right and first function right, that a release must reach over many cases */
  readonly floor: number;
}

export const ANY_SIZE = [200, 20_000] as const;

/** Cost to add to a service of cost 1 so that it is a part of the whole drawn from [low, high]. */
export function costOfPart(random: Random, low: number, high: number): number {
  const part = random.between(low, high);
  return part / (1 - part);
}

/** What a good edit removes of what it touches: the better of two tries, 0.55 to 1, 0.85 in the mean. */
export const removedByGoodEdit = (random: Random): number => Math.max(random.between(0.55, 1), random.between(0.55, 1));

/** Adds a subtree of `cost` below some handlers, split by random parts. */
export function attach(
  { random }: Service,
  parents: readonly Call[],
  cost: number,
  build: (part: number, index: number) => Call
): void {
  random.parts(parents.length, 0.7).forEach((part, i) => parents[i].children.push(build(part * cost, i)));
}

/** An owned function on the way from a handler to the planted place, with some work of its own. */
export const step = ({ namer, random }: Service, below: Call): Call =>
  call(namer.owned(), random.between(0.005, 0.03) * costOf(stacksOf([below])), below);

export interface GeneratedProgram {
  readonly program: Program;
  readonly truth: Truth;
  /** the edit that the truth names; null where it names none */
  readonly best: Edit | null;
}

/** The service with its planted place, and the truth by experiment on it. */
export function finish(service: Service, planted: Planted): GeneratedProgram {
  const competing = [...service.edits, ...slackOf(service, planted.edits)];
  const program: Program = { roots: service.roots, edits: [...planted.edits, ...competing] };
  const forbidden = (planted.forbidden ?? []).map(({ name }) => name);
  if (planted.verdict !== undefined) {
    return { program, truth: { verdict: planted.verdict, answers: [], saving: 0, forbidden }, best: null };
  }
  const { answers, saving, best } = bestEdits(program);
  const named = new Set(answers.map(({ fn }) => fn));
  const also = (planted.also ?? []).filter(({ fn }) => named.has(fn));
  return { program, truth: { verdict: 'fix', answers: [...answers, ...also], saving, forbidden }, best };
}
