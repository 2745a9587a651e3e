/** Programs whose best edit is a caller: it calls something less often, once, or in batches. */
import { ANY_SIZE, attach, costOfPart, removedByGoodEdit, step, type Kind } from './kind';
import { LANGUAGES, type Purpose } from './naming';
import { call, callAllLess, callLess, chain, improve, type Call, type Fn } from './program';
import { work } from './service';

const CALLED_TOO_OFTEN: readonly Purpose[] = ['regexp', 'compress', 'format'];

export const CALLER_KINDS: readonly Kind[] = [
  {
    id: 'one dominant caller',
    program: 'One owned function brings 55 to 100 % of a library call; a few others bring the rest.',
    right: 'Caller: that function.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.75,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.18, 0.5);
      const library = namer.lib(random.pick(CALLED_TOO_OFTEN));
      const site = namer.owned();
      const dominance = random.between(0.55, 1);
      attach(service, random.sample(handlers, random.whole(1, 3)), dominance * cost, (part) =>
        step(service, call(site, random.between(0.05, 0.2) * part, chain(library, part)))
      );
      const others = random.sample(handlers, 3).map((handler) => ({ handler, fn: namer.owned() }));
      const rest = random.parts(others.length, 0.4).map((part) => part * (1 - dominance) * cost);
      others.forEach(({ handler, fn }, i) => handler.children.push(call(fn, 0.2 * rest[i], chain(library, rest[i]))));
      return {
        edits: [
          callLess(site, library[0], removedByGoodEdit(random)),
          ...others.map(({ fn }) => callLess(fn, library[0], random.between(0.1, 0.9))),
        ],
      };
    },
  },
  {
    id: 'logger called by every handler',
    program: 'Every handler calls an owned logger; the logger encodes through a library and writes.',
    right: 'Caller: the logger, not the library and not a handler.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.85,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.2, 0.5);
      const logger = namer.owned({ pack: 'logs' });
      const [encode, write] = [namer.lib('encode'), namer.lib('respond')];
      const parts = { encode: random.between(0.6, 0.85), write: random.between(0.02, 0.1) };
      attach(service, handlers, cost, (part) =>
        call(
          logger,
          (1 - parts.encode - parts.write) * part,
          chain(encode, parts.encode * part),
          chain(write, parts.write * part)
        )
      );
      return { edits: [callAllLess(logger, removedByGoodEdit(random))], forbidden: [encode[0]] };
    },
  },
  {
    id: 'library behind a chain of wrappers',
    program: 'One owned function reaches a library through two or three owned wrappers that only pass on.',
    right: 'Caller: that function or one of its wrappers.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.85,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.18, 0.45);
      const library = namer.lib(random.pick(CALLED_TOO_OFTEN));
      const wrappers = Array.from({ length: random.whole(2, 3) }, () => namer.owned({ pack: 'support' }));
      const site = namer.owned();
      attach(service, random.sample(handlers, random.whole(1, 2)), cost, (part) =>
        step(service, call(site, random.between(0.05, 0.15) * part, chain([...wrappers, ...library], part)))
      );
      const removed = removedByGoodEdit(random);
      return {
        edits: [callLess(site, wrappers[0], removed), ...wrappers.map((fn) => callAllLess(fn, removed))],
        forbidden: [library[0]],
      };
    },
  },
  {
    id: 'one doorway of many thin callers',
    program: 'Twenty owned functions call one owned helper; the helper hands everything to one library call.',
    right: 'Caller: the helper.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.75,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.18, 0.45);
      const library = namer.lib(random.pick(CALLED_TOO_OFTEN));
      const helper = namer.owned({ pack: 'support' });
      const callers = Array.from({ length: 20 }, () => random.pick(handlers));
      attach(service, callers, cost, (part) =>
        call(namer.owned(), 0.1 * part, call(helper, random.between(0.03, 0.15) * part, chain(library, part)))
      );
      return { edits: [callAllLess(helper, removedByGoodEdit(random))], forbidden: [library[0]] };
    },
  },
  {
    id: 'waist over several helpers',
    program:
      'A library call comes from five to eight owned helpers, none bringing half; all of them are called by one owned function that several handlers call.',
    right: 'Caller: the function above the helpers.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.85,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.25, 0.5);
      const library = namer.lib(random.pick(CALLED_TOO_OFTEN));
      const waist = namer.owned();
      const helpers = Array.from({ length: random.whole(5, 8) }, () => ({ fn: namer.owned(), part: 0 }));
      const shares = random.parts(helpers.length, 0.5);
      attach(service, random.sample(handlers, 5), cost, (part) =>
        call(
          waist,
          0.05 * part,
          ...helpers.map(({ fn }, i) => call(fn, 0.1 * shares[i] * part, chain(library, shares[i] * part)))
        )
      );
      return { edits: [callAllLess(waist, removedByGoodEdit(random))], forbidden: [library[0]] };
    },
  },
  {
    id: 'fan-out from one place',
    program:
      'An owned function, thin itself, called from one or two places, calls four to seven owned functions of several packages; none holds half.',
    right: 'Caller: that function (batch, cache, drop), worth the sum of its callees.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.3, 0.6);
      const site = namer.owned();
      const callees = Array.from({ length: random.whole(4, 7) }, () => namer.owned());
      const shares = random.parts(callees.length, 0.5);
      attach(service, random.sample(handlers, random.whole(1, 2)), cost, (part) =>
        step(service, call(site, 0.02 * part, ...callees.map((fn, i) => work(fn, shares[i] * part, namer, random))))
      );
      return { edits: [callAllLess(site, removedByGoodEdit(random))] };
    },
  },
  {
    id: 'shared fan-out',
    program: 'As above, but the thin function is called by six or more handlers.',
    right: 'Caller: the thin function.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.3, 0.6);
      const site = namer.owned();
      const callees = Array.from({ length: random.whole(4, 7) }, () => namer.owned());
      const shares = random.parts(callees.length, 0.5);
      attach(service, handlers, cost, (part) =>
        call(site, 0.02 * part, ...callees.map((fn, i) => work(fn, shares[i] * part, namer, random)))
      );
      return { edits: [callAllLess(site, removedByGoodEdit(random))] };
    },
  },
  {
    id: 'several library calls from one function',
    program: 'An owned function calls three or four libraries, none of them half of its cost.',
    right: 'Caller: that function.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0.85,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.25, 0.5);
      const site = namer.owned();
      const purposes = random.sample(['regexp', 'compress', 'format', 'encode'] as const, random.whole(3, 4));
      const shares = random.parts(purposes.length, 0.4);
      attach(service, random.sample(handlers, random.whole(1, 2)), cost, (part) =>
        step(
          service,
          call(site, 0.08 * part, ...purposes.map((purpose, i) => chain(namer.lib(purpose), shares[i] * part)))
        )
      );
      return { edits: [callAllLess(site, removedByGoodEdit(random))] };
    },
  },
  {
    id: 'owned callback below a library',
    program:
      'An owned function walks a library over its data, the library calls an owned callback, and the callback the library again.',
    right: 'Caller: the function that starts the walk.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0,
    limit:
      'The library’s cost is read at the nearest owned frame, which is the callback; that the walk is one call of the function above it stands in no frame.',
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.2, 0.45);
      const library = namer.lib('encode');
      const [site, callback] = [namer.owned(), namer.owned()];
      attach(service, random.sample(handlers, random.whole(1, 2)), cost, (part) =>
        step(
          service,
          call(site, 0.05 * part, chain(library, 0.4 * part, call(callback, 0.05 * part, chain(library, 0.5 * part))))
        )
      );
      return { edits: [callLess(site, library[0], removedByGoodEdit(random))] };
    },
  },
  {
    id: 'parse without a frame (V8)',
    program:
      'A Node function of a few lines parses text; V8 shows the parser as its self time. One owned function calls it again and again.',
    right: 'Caller: the function that asks again, or the small function itself where it could remember.',
    languages: ['node'],
    samples: ANY_SIZE,
    floor: 0.9,
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.2, 0.5);
      // Most names say what the function does; a profile has no other hint.
      const telling = random.chance(0.7) ? { verbs: ['parse', 'decode', 'clone'] } : {};
      const parse = namer.owned({ pack: 'load', lines: random.whole(3, 6), ...telling });
      const [next, site] = [namer.owned({ pack: 'load' }), namer.owned({ pack: 'load' })];
      attach(service, random.sample(handlers, random.whole(1, 3)), cost, (part) =>
        step(service, call(site, random.between(0.03, 0.2) * part, call(parse, part), call(next, 0.02 * part)))
      );
      const removed = removedByGoodEdit(random);
      return { edits: [callLess(site, parse, removed), callAllLess(parse, removed)] };
    },
  },
  {
    id: 'query that waits (wall)',
    program: 'A wall profile: an owned repository function waits in a database call, below middleware and a handler.',
    right: 'Caller: the repository function. Never the middleware.',
    languages: ['go', 'node', 'java', 'python', 'ruby', 'dotnet'],
    samples: ANY_SIZE,
    floor: 0.8,
    plant: (service) => {
      const { random, namer, handlers, naming, above } = service;
      const cost = costOfPart(random, 0.3, 0.7);
      const query = namer.lib('query');
      const site = namer.owned({ pack: 'store' });
      attach(service, random.sample(handlers, random.whole(1, 2)), cost, (part) =>
        step(service, call(site, 0.05 * part, chain(query, part)))
      );
      return {
        edits: [callLess(site, query[0], removedByGoodEdit(random))],
        forbidden: above,
        distortion: {
          idle: { path: naming.idle, part: random.between(0.2, 0.8) },
          profile: { unit: 'nanoseconds', sampleType: 'wall', quantum: 10_000_000 },
        },
      };
    },
  },
  {
    id: 'owned helper asked again and again',
    program: 'An owned function does real work, and its one caller asks it for the same thing many times.',
    right: 'Caller: the one that asks again.',
    languages: LANGUAGES,
    samples: ANY_SIZE,
    floor: 0,
    limit:
      'A profile counts time, not arguments: whether the one caller of a busy owned function repeats itself cannot be seen. The answer is Inside the function.',
    plant: (service) => {
      const { random, namer, handlers } = service;
      const cost = costOfPart(random, 0.2, 0.45);
      const [site, helper]: Fn[] = [namer.owned(), namer.owned()];
      attach(service, random.sample(handlers, random.whole(1, 2)), cost, (part): Call =>
        step(service, call(site, random.between(0.1, 0.3) * part, work(helper, part, namer, random)))
      );
      return {
        edits: [callLess(site, helper, random.between(0.85, 1)), improve(helper, random.between(0.1, 0.5), 'inside')],
      };
    },
  },
];
