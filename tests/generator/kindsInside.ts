/** Programs whose best edit is in the hot function: its own work, its allocations, a shared leaf, one variant of many. */
import { ANY_SIZE, attach, costOfPart, removedByGoodEdit, step, type Kind } from './kind';
import { LANGUAGES } from './naming';
import { call, callAllLess, chain, improve, layerOfOwnWork, stacksOf, type Call, type Edit, type Fn } from './program';
import { work, type Service } from './service';

/** Own work of `fn` below some handlers: the plainest hot place. */
function plantOwnWork(service: Service, share: readonly [number, number] = [0.18, 0.5]): Edit[] {
  const { random, namer, handlers, roots } = service;
  const hot = namer.owned();
  attach(service, random.sample(handlers, random.whole(1, 2)), costOfPart(random, ...share), (part) =>
    step(service, work(hot, part, namer, random))
  );
  return [improve(hot, removedByGoodEdit(random), layerOfOwnWork(stacksOf(roots), hot))];
}

/** Allocating in an owned function: the allocator below it, and its part of the collector off the stack. */
function allocating(fn: Fn, through: Fn | null, removed: number, bytesShare: number): Edit {
  const isAllocator = ({ name }: Fn) => name === 'runtime.mallocgc';
  return {
    fn,
    layer: through === null ? 'inside' : 'caller',
    keeps: (path) => {
      if (path[0].name === 'runtime.gcBgMarkWorker') {
        return 1 - removed * bytesShare;
      }
      const at = path.indexOf(fn);
      const touched = at >= 0 && (through === null ? path.some(isAllocator) : path[at + 1] === through);
      return touched ? 1 - removed : 1;
    },
  };
}

export const INSIDE_KINDS: readonly Kind[] = [
  {
    id: 'own work',
    program: 'An owned function spends 18 to 50 % in its own code, called from one or two places.',
    right: 'Inside that function.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.95,
    plant: (service) => ({ edits: plantOwnWork(service) }),
  },
  {
    id: 'own work with private helpers',
    program: 'An owned function spends a quarter itself and the rest in two or three helpers that only it calls.',
    right: 'Inside that function, helpers included.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.85,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.3, 0.55);
      const pack = namer.pack();
      const hot = namer.owned({ pack });
      const helpers = Array.from({ length: random.whole(2, 3) }, () => namer.owned({ pack }));
      const own = random.between(0.2, 0.35);
      const shares = random.parts(helpers.length, 0.4);
      attach(service, random.sample(handlers, random.whole(1, 2)), cost, (part) =>
        step(
          service,
          call(hot, own * part, ...helpers.map((fn, i) => work(fn, (1 - own) * shares[i] * part, namer, random)))
        )
      );
      const layer = layerOfOwnWork(stacksOf(service.roots), hot);
      return {
        edits: [callAllLess(hot, removedByGoodEdit(random), layer)],
        also: [
          { fn: hot.name, layer: 'inside' },
          { fn: hot.name, layer: 'caller' },
        ],
      };
    },
  },
  {
    id: 'shared leaf, many thin callers',
    program: 'Eight to twenty owned functions under many handlers call one owned function that does the work itself.',
    right: 'Leaf: that function.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.95,
    plant: (service) => {
      const { random, namer, handlers, roots } = service;
      const cost = costOfPart(random, 0.18, 0.5);
      const leaf = namer.owned({ pack: 'support' });
      const callers = Array.from({ length: random.whole(8, 20) }, (_, i) => handlers[i % handlers.length]);
      attach(service, callers, cost, (part) => call(namer.owned(), 0.15 * part, work(leaf, part, namer, random)));
      return { edits: [improve(leaf, removedByGoodEdit(random), layerOfOwnWork(stacksOf(roots), leaf))] };
    },
  },
  {
    id: 'leaf with three or four callers',
    program: 'Three or four owned functions call one owned function that does the work; none brings half.',
    right: 'That function, as Leaf or Inside.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.95,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.18, 0.5);
      const leaf = namer.owned();
      attach(service, random.sample(handlers, random.whole(3, 4)), cost, (part) =>
        call(namer.owned(), 0.15 * part, work(leaf, part, namer, random))
      );
      return {
        edits: [improve(leaf, removedByGoodEdit(random), 'leaf')],
        also: [{ fn: leaf.name, layer: 'inside' }],
      };
    },
  },
  {
    id: 'dispatcher over variants',
    program: 'A thin owned function chooses between four to six functions of its package; one holds 60 to 90 %.',
    right: 'Callee: the variant that holds the cost (Inside it is the same edit).',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.22, 0.5);
      const pack = namer.pack();
      const dispatcher = namer.owned({ pack });
      const variants = Array.from({ length: random.whole(4, 6) }, () => namer.owned({ pack }));
      const dominant = random.between(0.6, 0.9);
      const rest = random.parts(variants.length - 1, 0.4);
      const shares = [dominant, ...rest.map((part) => (1 - dominant) * part)];
      attach(service, random.sample(handlers, random.whole(2, 5)), cost, (part) =>
        call(dispatcher, 0.02 * part, ...variants.map((fn, i) => work(fn, shares[i] * part, namer, random)))
      );
      return {
        edits: [improve(variants[0], removedByGoodEdit(random), 'callee')],
        also: [{ fn: variants[0].name, layer: 'inside' }],
        forbidden: [dispatcher],
      };
    },
  },
  {
    id: 'middleware repeated on the stack',
    program: 'The same owned wrapper stands three to six times on every stack; the work is below it in one function.',
    right: 'Inside the function that works. Never the wrapper.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers, roots } = service;
      const wrapper = namer.owned({ pack: 'web' });
      const between = Array.from({ length: random.whole(3, 6) }, () => namer.owned({ pack: 'web' }));
      const hot = namer.owned();
      const frames = between.flatMap((fn) => [wrapper, fn]);
      attach(service, random.sample(handlers, 2), costOfPart(random, 0.25, 0.55), (part) =>
        chain(frames, 0.01 * part, step(service, work(hot, part, namer, random)))
      );
      return {
        edits: [improve(hot, removedByGoodEdit(random), layerOfOwnWork(stacksOf(roots), hot))],
        forbidden: [wrapper, ...between],
      };
    },
  },
  {
    id: 'work in the middleware itself',
    program: 'An owned middleware above every handler does the work itself, on every request.',
    right: 'Inside the middleware.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, above, roots } = service;
      const hot = above[0];
      const find = (calls: readonly Call[]): Call | undefined =>
        calls.find(({ fn }) => fn === hot) ?? calls.map(({ children }) => find(children)).find(Boolean);
      find(roots)!.self += costOfPart(random, 0.2, 0.45);
      return { edits: [improve(hot, removedByGoodEdit(random), layerOfOwnWork(stacksOf(roots), hot))] };
    },
  },
  {
    id: 'direct recursion',
    program: 'An owned function calls itself four to twelve deep and works on every level.',
    right: 'Inside that function, counted once a stack.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers, roots } = service;
      const walk = namer.owned();
      const levels = (depth: number, part: number): Call =>
        call(walk, 0.5 * part, ...(depth > 0 ? [levels(depth - 1, 0.5 * part)] : []));
      attach(service, random.sample(handlers, random.whole(1, 2)), costOfPart(random, 0.2, 0.5), (part) =>
        step(service, levels(random.whole(4, 12), part))
      );
      return { edits: [improve(walk, removedByGoodEdit(random), layerOfOwnWork(stacksOf(roots), walk))] };
    },
  },
  {
    id: 'mutual recursion',
    program: 'Two owned functions call each other (a walk over branches and leaves) and both work.',
    right: 'Inside either of the two.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.85,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const pack = namer.pack();
      const pair = [namer.owned({ pack }), namer.owned({ pack })];
      const levels = (depth: number, part: number): Call =>
        call(pair[depth % 2], 0.3 * part, ...(depth > 0 ? [levels(depth - 1, 0.7 * part)] : []));
      attach(service, random.sample(handlers, random.whole(1, 2)), costOfPart(random, 0.3, 0.55), (part) =>
        step(service, levels(2 * random.whole(3, 7), part))
      );
      const removed = removedByGoodEdit(random);
      return {
        edits: pair.map((fn) => callAllLess(fn, removed, 'inside')),
        also: pair.map((fn) => ({ fn: fn.name, layer: 'caller' as const })),
      };
    },
  },
  {
    id: 'own allocations with collection',
    program: 'Go: an owned function allocates; the allocator stands below it, the collector off the stack.',
    right: 'Inside the function that allocates, with its part of the collection.',
    languages: ['go'],
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers, naming, roots } = service;
      const cost = costOfPart(random, 0.12, 0.3);
      const hot = namer.owned();
      attach(service, random.sample(handlers, random.whole(1, 2)), cost, (part) =>
        step(service, call(hot, 0.3 * part, chain(namer.lib('allocate'), 0.7 * part)))
      );
      roots.push(chain(naming.collector, cost * random.between(0.4, 0.9)));
      return { edits: [allocating(hot, null, removedByGoodEdit(random), random.between(0.75, 0.95))] };
    },
  },
  {
    id: 'allocations inside a library call',
    program: 'Go: an owned function calls a library that allocates much; the collector runs off the stack.',
    right: 'Caller: that function.',
    languages: ['go'],
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers, naming, roots } = service;
      const cost = costOfPart(random, 0.15, 0.35);
      const site = namer.owned();
      const library = namer.lib('format');
      attach(service, random.sample(handlers, random.whole(1, 2)), cost, (part) =>
        step(service, call(site, 0.08 * part, chain(library, 0.5 * part, chain(namer.lib('allocate'), 0.5 * part))))
      );
      roots.push(chain(naming.collector, cost * random.between(0.2, 0.5)));
      return { edits: [allocating(site, library[0], removedByGoodEdit(random), random.between(0.7, 0.95))] };
    },
  },
  {
    id: 'work in a closure',
    program: 'The work is in an anonymous function (a goroutine, a callback, a block) of an owned function.',
    right: 'Inside the anonymous function, or the function that holds it.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, naming, handlers } = service;
      const owner = namer.owned();
      const closure = naming.closure(owner);
      attach(service, random.sample(handlers, random.whole(1, 2)), costOfPart(random, 0.18, 0.45), (part) =>
        call(owner, 0.03 * part, work(closure, part, namer, random))
      );
      const removed = removedByGoodEdit(random);
      return {
        edits: [improve(closure, removed, 'inside'), callAllLess(owner, 0.98 * removed, 'inside')],
        also: [{ fn: owner.name, layer: 'caller' }],
      };
    },
  },
  {
    id: 'idle threads beside own work (wall)',
    program: 'A wall profile that is 50 to 90 % idle threads; one owned function works.',
    right: 'Inside that function; the saving is a part of the work, not of the clock.',
    languages: ['go', 'node', 'java', 'python'],
    samples: [1_000, 20_000],
    floor: 0.8,
    plant: (service) => ({
      edits: plantOwnWork(service),
      distortion: {
        idle: { path: service.naming.idle, part: service.random.between(0.5, 0.9) },
        profile: { unit: 'nanoseconds', sampleType: 'wall', quantum: 10_000_000 },
      },
    }),
  },
  {
    id: 'preemption artefacts',
    program: 'Go on a loaded host: 15 to 35 % of all samples end in runtime.asyncPreempt.',
    right: 'Inside the function that works, the artefact’s time being its own.',
    languages: ['go'],
    samples: ANY_SIZE,
    floor: 0.95,
    plant: (service) => ({
      edits: plantOwnWork(service),
      forbidden: [service.naming.artefact!],
      distortion: { artefacts: { fn: service.naming.artefact!, part: service.random.between(0.15, 0.35) } },
    }),
  },
  {
    id: 'small nodes hidden in `other`',
    program: 'A node limit hides every node below half a percent.',
    right: 'Inside the function that works.',
    languages: LANGUAGES,
    samples: [1_000, 20_000],
    floor: 0.9,
    plant: (service) => ({ edits: plantOwnWork(service, [0.25, 0.5]), distortion: { hideBelow: 0.005 } }),
  },
  {
    id: 'stacks cut at 64 frames',
    program: 'Go: forty to seventy frames of wrappers stand above the work, and the profiler keeps the last 64.',
    right: 'The function that works, as Inside or Leaf.',
    languages: ['go'],
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const hot = namer.owned();
      const wrappers = Array.from({ length: 6 }, () => namer.owned({ pack: 'web' }));
      attach(service, random.sample(handlers, 3), costOfPart(random, 0.2, 0.5), (part) =>
        chain(
          Array.from({ length: random.whole(40, 70) }, (_, i) => wrappers[i % wrappers.length]),
          0.01 * part,
          work(hot, part, namer, random)
        )
      );
      return {
        edits: [improve(hot, removedByGoodEdit(random), 'inside')],
        also: [{ fn: hot.name, layer: 'leaf' }],
        distortion: { maxDepth: 64 },
      };
    },
  },
  {
    id: 'some symbols missing',
    program: 'The names of one library are missing (a stripped binary); one owned function works.',
    right: 'Inside the function that works.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.95,
    plant: (service) => ({
      edits: plantOwnWork(service),
      distortion: { nameless: { fns: service.namer.lib('respond'), as: service.naming.nameless } },
    }),
  },
  {
    id: 'holder of a lock (mutex profile)',
    program: 'Go mutex profile: most delay is charged to one owned function’s unlock, some to a few others.',
    right: 'Inside that function: what it does while it holds the lock.',
    languages: ['go'],
    samples: ANY_SIZE,
    floor: 0.95,
    plant: (service) => {
      const { random, namer, handlers, roots } = service;
      const unlock: Fn = { name: 'sync.(*Mutex).Unlock', file: '', line: -1, role: 'runtime' };
      const clear = (calls: readonly Call[]): void =>
        calls.forEach((one) => {
          one.self = 0;
          clear(one.children);
        });
      clear(roots);
      const holders = Array.from({ length: 4 }, () => namer.owned());
      const share = random.between(0.55, 0.9);
      const parts = [share, ...random.parts(3).map((part) => (1 - share) * part)];
      holders.forEach((fn, i) =>
        attach(service, random.sample(handlers, 2), parts[i], (part) => call(fn, 0, call(unlock, part)))
      );
      return {
        edits: holders.map((fn) => improve(fn, 0.7, 'inside')),
        distortion: { profile: { unit: 'nanoseconds', sampleType: 'delay', quantum: 1_234_567 } },
      };
    },
  },
];
