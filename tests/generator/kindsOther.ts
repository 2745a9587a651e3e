/** Programs where the right answer is no edit, or where the profile alone cannot lead to the best one. */
import { ANY_SIZE, attach, costOfPart, removedByGoodEdit, step, type Kind, type Planted } from './kind';
import { LANGUAGES } from './naming';
import { call, callLess, chain, costOf, improve, layerOfOwnWork, stacksOf, type Fn } from './program';
import { work, type Service } from './service';

/** One clear hot place, for kinds that hide it. */
function plantHotPlace(service: Service): Planted {
  const { random, namer, handlers, roots } = service;
  const hot = namer.owned();
  const cost = costOfPart(random, 0.25, 0.45);
  if (random.chance(0.5)) {
    attach(service, random.sample(handlers, 2), cost, (part) => step(service, work(hot, part, namer, random)));
    return { edits: [improve(hot, removedByGoodEdit(random), layerOfOwnWork(stacksOf(roots), hot))] };
  }
  const library = namer.lib('compress');
  attach(service, random.sample(handlers, 2), cost, (part) =>
    step(service, call(hot, 0.1 * part, chain(library, part)))
  );
  return { edits: [callLess(hot, library[0], removedByGoodEdit(random))] };
}

/** Functions that hold at least half of the cost, as symbols that a stripped binary loses. */
function heaviestLibraries({ roots }: Service): Fn[] {
  const self = new Map<Fn, number>();
  for (const { path, cost } of stacksOf(roots)) {
    const leaf = path[path.length - 1];
    self.set(leaf, (self.get(leaf) ?? 0) + cost);
  }
  const sorted = [...self].sort((a, b) => b[1] - a[1]);
  const whole = costOf(stacksOf(roots));
  let sum = 0;
  return sorted.filter(([, cost]) => (sum += cost) - cost < 0.5 * whole).map(([fn]) => fn);
}

export const OTHER_KINDS: readonly Kind[] = [
  {
    id: 'inherent cost',
    program: 'A login service: password hashing that somebody asked for is 60 to 90 % of the profile.',
    right: 'No action.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.55,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const login = namer.owned({ pack: 'login' });
      attach(service, handlers.slice(0, 1), costOfPart(random, 0.6, 0.9), (part) =>
        call(login, 0.01 * part, chain(namer.lib('kdf'), part))
      );
      return { edits: [], verdict: 'no-action' };
    },
  },
  {
    id: 'inherent cost beside own work',
    program: 'Password hashing is a third of the profile; an owned function works for another quarter.',
    right: 'Inside the function that works.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.7,
    plant: (service) => {
      const { random, namer, handlers, roots } = service;
      const login = namer.owned({ pack: 'login' });
      attach(service, handlers.slice(0, 1), random.between(0.6, 0.9), (part) =>
        call(login, 0.01 * part, chain(namer.lib('kdf'), part))
      );
      const hot = namer.owned();
      attach(service, random.sample(handlers, 2), random.between(0.5, 0.9), (part) =>
        step(service, work(hot, part, namer, random))
      );
      return {
        edits: [improve(hot, removedByGoodEdit(random), layerOfOwnWork(stacksOf(roots), hot))],
        forbidden: [login],
      };
    },
  },
  {
    id: 'flat service',
    program: 'Thirty handlers with steps of their own; no function costs more than a few percent.',
    right: 'Flat: no single place.',
    languages: LANGUAGES,
    samples: [2_000, 20_000],
    floor: 0.85,
    plant: (service) => {
      const { random, namer, handlers } = service;
      attach(
        service,
        Array.from({ length: 30 }, () => random.pick(handlers)),
        6,
        (part) =>
          call(
            namer.owned(),
            0.1 * part,
            work(namer.owned(), 0.35 * part, namer, random),
            work(namer.owned(), 0.35 * part, namer, random),
            chain(namer.lib('decode'), 0.1 * part),
            chain(namer.lib('respond'), 0.1 * part)
          )
      );
      return { edits: [], verdict: 'flat' };
    },
  },
  {
    id: 'library spread over many callers',
    program: 'A library call is 20 to 35 % of a flat service, brought by twenty owned functions without a common one.',
    right: 'Flat: no single place.',
    languages: LANGUAGES,
    samples: [2_000, 20_000],
    floor: 0.7,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const library = namer.lib('compress');
      attach(
        service,
        Array.from({ length: 24 }, () => random.pick(handlers)),
        4,
        (part) => call(namer.owned(), 0.6 * part, chain(library, 0.4 * part))
      );
      return { edits: [], verdict: 'flat', forbidden: [library[0]] };
    },
  },
  {
    id: 'too few samples',
    program: 'A clear hot place, seen by 25 to 80 samples.',
    right: 'Need data.',
    languages: LANGUAGES,
    samples: [25, 80],
    floor: 1,
    plant: (service) => ({ ...plantHotPlace(service), verdict: 'abstain' }),
  },
  {
    id: 'most symbols missing',
    program: 'The functions that hold half of the cost have no names.',
    right: 'Need data.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.95,
    plant: (service) => {
      const planted = plantHotPlace(service);
      return {
        ...planted,
        verdict: 'abstain',
        distortion: { nameless: { fns: heaviestLibraries(service), as: service.naming.nameless } },
      };
    },
  },
  {
    id: 'most of the tree hidden in `other`',
    program: 'A node limit hides every node below six percent.',
    right: 'Need data, unless what is left shows the place.',
    languages: LANGUAGES,
    samples: [1_000, 20_000],
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers } = service;
      attach(
        service,
        Array.from({ length: 30 }, () => random.pick(handlers)),
        2,
        (part) => work(namer.owned(), part, namer, random)
      );
      return { edits: [], verdict: 'abstain', distortion: { hideBelow: 0.06 } };
    },
  },
  {
    id: 'lock seen by CPU only',
    program: 'A CPU profile: 30 to 50 % is spent in a lock below one owned function.',
    right: 'Need data: a mutex profile says who holds it.',
    languages: ['go', 'java', 'dotnet', 'rust', 'cpp'],
    samples: ANY_SIZE,
    floor: 0.7,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const locked = namer.owned();
      attach(service, random.sample(handlers, random.whole(2, 6)), costOfPart(random, 0.3, 0.5), (part) =>
        call(namer.owned(), 0.05 * part, call(locked, 0.1 * part, chain(namer.lib('lock'), part)))
      );
      return { edits: [], verdict: 'abstain' };
    },
  },
  {
    id: 'inlined shared helper',
    program: 'A shared owned helper is the hot place, and the compiler inlined it into its twelve callers.',
    right: 'Leaf: the helper, which has no frame.',
    languages: ['go', 'node', 'rust', 'cpp'],
    samples: ANY_SIZE,
    floor: 0,
    limit:
      'The best place has no frame in the profile: its cost is self time of its callers. Flat is the honest reading.',
    plant: (service) => {
      const { random, namer, handlers } = service;
      const helper = namer.owned({ pack: 'support' });
      const callers = Array.from({ length: 12 }, (_, i) => handlers[i % handlers.length]);
      attach(service, callers, costOfPart(random, 0.3, 0.5), (part) =>
        call(namer.owned(), 0.3 * part, call(helper, part))
      );
      return {
        edits: [improve(helper, removedByGoodEdit(random), 'leaf')],
        distortion: { inlined: [helper] },
      };
    },
  },
  {
    id: 'two equal places, one can be helped',
    program: 'Two owned functions work for a quarter each; one is as good as it can be.',
    right: 'Inside the one that can be helped.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0,
    limit:
      'A profile says where the time goes, not how much of it is needless: of two equal places the answer names either.',
    plant: (service) => {
      const { random, namer, handlers } = service;
      const [slow, good] = [namer.owned(), namer.owned()];
      const cost = random.between(0.4, 0.6);
      for (const fn of [slow, good]) {
        attach(service, random.sample(handlers, 2), cost * random.between(0.9, 1.1), (part) =>
          step(service, work(fn, part, namer, random))
        );
      }
      return { edits: [improve(slow, removedByGoodEdit(random), 'inside'), improve(good, 0.03, 'inside')] };
    },
  },
  {
    id: 'one heavy request',
    program: 'A flat service; one request that comes once a day spends a third of this profile.',
    right: 'Flat: usually nothing costs much.',
    languages: LANGUAGES,
    samples: [1_000, 20_000],
    floor: 0,
    limit: 'A merged profile does not say how many requests brought a stack: one heavy request looks like many.',
    plant: (service) => {
      const { random, namer, handlers, naming, above } = service;
      attach(
        service,
        Array.from({ length: 30 }, () => random.pick(handlers)),
        4,
        (part) => work(namer.owned(), part, namer, random)
      );
      const rare = namer.owned();
      return {
        edits: [],
        verdict: 'flat',
        distortion: {
          burst: { path: [...naming.server, ...above, handlers[0].fn, rare], part: random.between(0.25, 0.4) },
        },
      };
    },
  },
];
