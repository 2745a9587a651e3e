/** Seeded random stacks of all kinds of functions, and the tree of them; for laws that hold on any tree. */
import type { CallTree } from '../../profiles/callTree';
import { CallTreeBuilder } from '../../profiles/callTreeBuilder';
import { seededRandom } from '../../profiles/testing/seededRandom';

const NAMES = [
  'main.main',
  'example.com/a.One',
  'example.com/a.Two',
  'example.com/b.Three',
  'example.com/b.Four',
  'example.com/c.Five.func1',
  'regexp.Compile',
  'regexp.compile',
  'encoding/json.Marshal',
  'runtime.mallocgc',
  'runtime.newobject',
  'runtime.gcBgMarkWorker',
  'runtime.gcAssistAlloc',
  'runtime.asyncPreempt',
  'runtime.memmove',
  'sync.(*Mutex).Lock',
  'crypto/sha256.Sum256',
  'github.com/x/y.Do',
  'internal/runtime/syscall/linux.Syscall6',
  '[unknown]',
  'runtime.bgsweep',
];

export type Stack = { readonly names: readonly string[]; readonly weight: number };

export function randomStacks(seed: number): Stack[] {
  const random = seededRandom(seed);
  return Array.from({ length: 40 + Math.floor(random() * 120) }, () => ({
    names: Array.from(
      { length: 1 + Math.floor(random() * 9) },
      () => NAMES[Math.floor(random() * random() * NAMES.length)]
    ),
    weight: 1 + Math.floor(random() * 9),
  }));
}

export function treeOfStacks(stacks: readonly Stack[], scale = 1): CallTree {
  const builder = new CallTreeBuilder();
  for (const { names, weight } of stacks) {
    builder.addStack(
      names.map((name) => ({ name, file: '', line: -1, module: '', startLine: -1 })),
      weight * scale,
      weight
    );
  }
  return builder.build({ unit: 'nanoseconds', sampleType: 'cpu' });
}
