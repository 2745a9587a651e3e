/** Laws of a path that is chosen step by step, at every number of steps that a width has room for, on any tree. */
import { analyze, makeRoutable, routeThrough, type RouteChoice } from '../../analysis';
import type { Row } from '../../analysis/model';
import { NO_FLOORS } from '../../analysis/testing/contextOf';
import { treeOfStacks, type Stack } from '../../analysis/testing/randomStacks';
import { seededRandom } from '../../profiles/testing/seededRandom';
import { buildRibbon, type RibbonModel, type RibbonStep, type ShownRoute } from './ribbonModel';
import { callerAt, withChoice } from './routeChoices';

const options = { thresholds: NO_FLOORS, maxRows: 100 };

/** Server frames, own code and a library below it: deep enough that every lane is folded somewhere. */
function deepStacks(random: () => number): Stack[] {
  const some = (most: number, name: (at: number) => string, kinds: number) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => name(Math.floor(random() * kinds)));
  return Array.from({ length: 60 + Math.floor(random() * 60) }, () => ({
    names: [
      'main.main',
      ...some(4, (at) => `net/http.serve${at}`, 4),
      ...some(7, (at) => `example.com/shop/p${at % 3}.F${at}`, 9),
      ...some(3, (at) => `github.com/x/y.Do${at}`, 3),
      ...some(3, (at) => `example.com/shop/q.G${at}`, 4),
      ...(random() < 0.2
        ? // One way through the library, from many callers: what the subject absorbs first.
          ['regexp.Compile', 'regexp.compile']
        : [...some(5, (at) => `encoding/json.encode${at}`, 6), `encoding/json.leaf${Math.floor(random() * 3)}`]),
    ],
    weight: 1 + Math.floor(random() * 9),
  }));
}

interface Act {
  readonly step: RibbonStep;
  readonly caller: number;
  readonly after: RibbonModel;
  readonly choices: readonly RouteChoice[];
}

/** Goes through callers at random steps of the drawn path, several in a row, as the arrow keys and the list do. */
function* walk(row: Row, routable: ReturnType<typeof makeRoutable>, maxSteps: number, random: () => number) {
  const drawn = (choices: readonly RouteChoice[]): ShownRoute | null =>
    choices.length === 0 ? null : { route: routeThrough(routable, row.id, choices)!, choices };
  let choices: readonly RouteChoice[] = [];
  let shown = drawn(choices);
  let acted: string | null = null;
  for (let k = 0; k < 8; k++) {
    const joined: readonly RibbonStep[] = buildRibbon(row, maxSteps, shown ?? undefined, acted).steps.filter(
      ({ callers }) => callers.length > 1
    );
    if (joined.length === 0) {
      return;
    }
    const step = joined[Math.floor(random() * joined.length)];
    // The largest one more often: it leads back to the main path.
    const caller = random() < 0.5 ? 0 : Math.floor(random() * step.callers.length);
    choices = withChoice(row, { shown, choices }, step, caller);
    shown = drawn(choices);
    acted = step.callersOf;
    const after = buildRibbon(row, maxSteps, shown ?? undefined, acted);
    yield { step, caller, after, choices } satisfies Act;
  }
}

function* walks(seed: number, maxSteps: number) {
  const random = seededRandom(seed);
  const tree = treeOfStacks(deepStacks(random));
  const routable = makeRoutable(tree, options);
  for (const row of analyze(tree, options).rows) {
    yield* walk(row, routable, maxSteps, random);
  }
}

const SEEDS = Array.from({ length: 16 }, (_, at) => at + 1);

describe.each([3, 4, 5, 6, 7, 8])('a path of at most %i steps', (maxSteps) => {
  const acts = SEEDS.flatMap((seed) => [...walks(seed, maxSteps)]);

  it('keeps, in the place of the step acted on, the callers that are gone through', () => {
    for (const { step, caller, after } of acts) {
      const same = after.steps.find(({ key }) => key === step.key);
      expect(same).toMatchObject({ callersOf: step.callersOf, callers: step.callers, taken: caller });
    }
  });

  it('keeps every choice in sight and marks it in the list of its step', () => {
    for (const { after, choices } of acts) {
      for (const choice of choices) {
        const step = after.steps.find(({ callersOf }) => callersOf === choice.step);
        expect(step?.callers[callerAt(step, choices)]?.func.key).toBe(choice.caller);
        expect(after.steps.map(({ callersOf }) => callersOf)).toContain(choice.caller);
      }
    }
  });

  it('names each step once, and shows or hides each frame once', () => {
    for (const { after } of acts) {
      const frames = after.steps.flatMap(({ kind, func, hidden }) => [
        ...hidden.map(({ key }) => key),
        ...(kind === 'folded' ? [] : [func.key]),
      ]);
      expect(new Set(frames).size).toBe(frames.length);
      expect(new Set(after.steps.map(({ key }) => key)).size).toBe(after.steps.length);
    }
  });
});

it('these trees have subjects that absorbed the frame whose callers are gone through', () => {
  const absorbed = SEEDS.flatMap((seed) => [...walks(seed, 4)]).filter(
    ({ step }) => step.isSubject && step.func.key !== step.callersOf
  );
  expect(absorbed.length).toBeGreaterThan(10);
});
