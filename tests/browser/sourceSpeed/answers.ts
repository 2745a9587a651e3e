/** One seeded profile in every form that a server gives it, and as the core datasource's backend sends its frames. */
import zlib from 'node:zlib';
import { syntheticPprof } from '../../../bench/syntheticPprof';
import { flameGraphJson, wrapField } from '../../../demo/standins/pyroscope/connect';
import { buildFlameGraph, encodeTree, FunctionTree } from '../../../demo/standins/pyroscope/functionTree';
import type { CallTree } from '../../../src/profiles/callTree';
import { decodePprof } from '../../../src/profiles/decodePprof';
import { encodeNestedSet } from '../../../src/profiles/nestedSet';

export interface Answers {
  readonly nodes: number;
  /** bodies of `SelectMergeStacktraces` */
  readonly pprof: Uint8Array;
  readonly tree: Uint8Array;
  readonly json: string;
  /** body of `/api/ds/query` */
  readonly coreFrames: string;
}

/** @param nodes  about so many call nodes, none of them cut */
export function makeAnswers(nodes: number): Answers {
  const pprof = syntheticPprof(nodes);
  const callTree = decodePprof(pprof);
  const { tree, nameOf } = functionTree(callTree);
  const limit = callTree.length * 2;
  return {
    nodes: callTree.length,
    pprof: wrapField(5, wrapField(1, pprof)),
    tree: wrapField(2, encodeTree(tree, nameOf, limit)),
    json: JSON.stringify({ flamegraph: flameGraphJson(buildFlameGraph(tree, nameOf, limit)) }),
    coreFrames: JSON.stringify(coreFrames(callTree)),
  };
}

export function gzippedBytes(body: Uint8Array | string): number {
  return zlib.gzipSync(body).length;
}

function functionTree({ length, func, parent, self, functions }: CallTree) {
  const tree = new FunctionTree();
  const nodeOf = new Int32Array(length);
  for (let node = 0; node < length; node++) {
    nodeOf[node] = tree.child(parent[node] < 0 ? 0 : nodeOf[parent[node]], func[node]);
    tree.self[nodeOf[node]] += self[node];
  }
  return { tree, nameOf: (id: number) => functions.name[id] };
}

/** Fields and schema as Grafana 12.2 gave them for a recorded profile: labels as an enum. */
function coreFrames(tree: CallTree): unknown {
  const { level, value, self, labelIndex, labelText } = encodeNestedSet(tree);
  const number = (name: string, unit?: string) => ({
    name,
    type: 'number',
    typeInfo: { frame: 'int64' },
    config: unit ? { unit } : {},
  });
  const schema = {
    refId: 'A',
    name: 'response',
    meta: { typeVersion: [0, 0], preferredVisualisationType: 'flamegraph' },
    fields: [
      number('level'),
      number('value', 'ns'),
      number('self', 'ns'),
      { name: 'label', type: 'enum', typeInfo: { frame: 'enum' }, config: { type: { enum: { text: labelText } } } },
    ],
  };
  return { results: { A: { status: 200, frames: [{ schema, data: { values: [level, value, self, labelIndex] } }] } } };
}
