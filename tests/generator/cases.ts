/** Seeded cases: a kind, a language, a program with its truth, and a profile of it. */
import type { CallTree } from '../../src/profiles/callTree';
import { finish, type Kind } from './kind';
import { CALLER_KINDS } from './kindsCaller';
import { INSIDE_KINDS } from './kindsInside';
import { OTHER_KINDS } from './kindsOther';
import type { LanguageName } from './naming';
import { stacksOf, type Edit, type Stack, type Truth } from './program';
import { Random } from './random';
import { sampleProgram, type Distortion } from './sampling';
import { buildService } from './service';

export const KINDS: readonly Kind[] = [...CALLER_KINDS, ...INSIDE_KINDS, ...OTHER_KINDS];

export interface Case {
  readonly kind: Kind;
  readonly language: LanguageName;
  readonly seed: number;
  readonly samples: number;
  readonly truth: Truth;
  /** the edit that the truth names; null where it names none */
  readonly best: Edit | null;
  readonly tree: CallTree;
  readonly stacks: readonly Stack[];
  readonly distortion: Distortion;
}

/** Samples are drawn so that every order of magnitude is as frequent. */
const logUniform = (random: Random, [low, high]: readonly [number, number]) =>
  Math.round(low * (high / low) ** random.between(0, 1));

/**
 * @param index  which case of the run: kinds and, within a kind, languages follow one another
 * @param seed   of the run
 */
export function buildCase(index: number, seed: number): Case {
  const kind = KINDS[index % KINDS.length];
  const language = kind.languages[Math.floor(index / KINDS.length) % kind.languages.length];
  const caseSeed = seed * 1_000_003 + index;
  const random = new Random(caseSeed);
  const service = buildService(random, language);
  const planted = kind.plant(service);
  const { truth, program, best } = finish(service, planted);
  const samples = logUniform(random, kind.samples);
  const distortion = { meanBurst: random.between(1, 1.5), ...planted.distortion };
  const stacks = stacksOf(program.roots);
  const tree = sampleProgram(stacks, samples, random, distortion);
  return { kind, language, seed: caseSeed, samples, truth, best, tree, stacks, distortion };
}
