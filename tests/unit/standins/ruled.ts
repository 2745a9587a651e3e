/** What holds where a stand-in can't answer as recorded: each rule gives the differences as lines, none = it holds. */
import { compareAnswers } from '../../contract/compare';
import type { ServerAnswer } from '../../contract/exchanges';
import { stacksOf } from '../../contract/pprofs';
import type { HowCompared } from './coverage';

type Json = Readonly<Record<string, unknown>>;

/** Share of the total that a node may miss where the server cut otherwise. */
const CUT_SLACK = 0.04;

export function compareBy(how: HowCompared, found: ServerAnswer, recorded: ServerAnswer): string[] {
  switch (how) {
    case 'cut flame graph':
      return compareAnswers(found, recorded, { nodeSlack: CUT_SLACK });
    case 'cut pprof':
      return unequal(profileTotal(found), profileTotal(recorded));
    case 'label sets':
      return missing(labelSets(parse(found)), labelSets(parse(recorded)));
    case 'names':
      return missing(namesOf(parse(found)), namesOf(parse(recorded)));
    case 'keys of the answer':
      return unequal(Object.keys(dataOf(parse(found))).sort(), Object.keys(dataOf(parse(recorded))).sort());
    case 'enabled features':
      return unequal(dataOf(parse(found))['enable-feature'], dataOf(parse(recorded))['enable-feature']);
    case 'some of the found traces':
      return compareFoundTraces(found, recorded);
  }
}

const parse = ({ text }: ServerAnswer): Json => JSON.parse(text) as Json;
const dataOf = (answer: Json): Json => (answer['data'] ?? answer) as Json;
const namesOf = (answer: Json): string[] => (answer['names'] ?? answer['data']) as string[];

function unequal(found: unknown, recorded: unknown): string[] {
  const [a, b] = [JSON.stringify(found), JSON.stringify(recorded)];
  return a === b ? [] : [`${a}, recorded ${b}`];
}

const missing = (found: readonly string[], recorded: readonly string[]): string[] =>
  found.length === 0
    ? ['nothing was found']
    : found.filter((item) => !recorded.includes(item)).map((item) => `${item} was not recorded`);

function labelSets(answer: Json): string[] {
  const sets = answer['labelsSet'] as Array<{ labels: Array<{ name: string; value: string }> }>;
  return sets.map(({ labels }) => JSON.stringify([...labels].sort((a, b) => (a.name < b.name ? -1 : 1))));
}

function profileTotal(answer: ServerAnswer): unknown {
  const isProto = answer.headers['content-type'] === 'application/proto';
  const json = isProto ? {} : parse(answer);
  const inner = ((json['pprof'] as Json | undefined)?.['profile'] ?? json) as Json;
  const { stacks, sampleTypes } = stacksOf(isProto ? answer.bytes : inner) as {
    stacks: Record<string, number>;
    sampleTypes: string[];
  };
  return { sampleTypes, total: Object.values(stacks).reduce((sum, value) => sum + value, 0) };
}

interface FoundTrace {
  readonly traceID: string;
}

/** Of the recorded traces those that the dataset has must be there, each as it was recorded. */
function compareFoundTraces(found: ServerAnswer, recorded: ServerAnswer): string[] {
  const [all, wanted] = [found, recorded].map((answer) => parse(answer)['traces'] as FoundTrace[]);
  const known = new Set(all!.map(({ traceID }) => traceID));
  const both = wanted!.filter(({ traceID }) => known.has(traceID));
  const ids = new Set(both.map(({ traceID }) => traceID));
  const answerWith = (traces: readonly FoundTrace[]): ServerAnswer => ({
    ...recorded,
    text: JSON.stringify({ traces }),
  });
  return both.length === 0
    ? ['none of the recorded traces was found']
    : compareAnswers(answerWith(all!.filter(({ traceID }) => ids.has(traceID))), answerWith(both));
}
