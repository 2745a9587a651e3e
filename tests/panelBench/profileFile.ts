/**
 * Profiles of a given size as files, and what the command line says of the same bytes.
 *
 * A profile is the recorded incident beside ever more code of the same shape: what is copied gets names of its own, so that
 * functions grow with nodes as they do in larger programs, and the incident keeps more than half of the weight.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readDataset } from '../../demo/standins/dataset';
import { encodeTree } from '../../demo/standins/profileFiles';
import { dropGoTypeParameters } from '../../demo/standins/pyroscope/symbols';
import type { Analysis } from '../../src/analysis/model';
import type { CallTree, NodeIndex } from '../../src/profiles/callTree';
import { CallTreeBuilder, ROOT, type StackFrame } from '../../src/profiles/callTreeBuilder';
import { decodeProfile } from '../../src/profiles/decodeProfile';
import { mergeCallTrees } from '../../src/profiles/mergeCallTrees';

const root = path.resolve(__dirname, '../..');
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
/** Of the incident to that of all copies together. */
const INCIDENT_WEIGHT = 1.5;
/** An analysis of half a million nodes as JSON is some megabytes. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** All CPU profiles of the version with the incident, as the server keeps their names. */
function incident(): CallTree {
  const dataset = readDataset(path.join(root, 'demo/dataset'));
  const pushes = dataset.pushes.filter(({ profileTypes }) => profileTypes.includes(CPU));
  const first = pushes[0].labels['version'];
  return mergeCallTrees(
    pushes
      .filter(({ labels }) => labels['version'] === first)
      .map(({ file }) => decodeProfile(dataset.readProfile(file), { sampleType: 'cpu' }))
  );
}

/** Code of the program and of modules, unlike the standard library, which all copies call. */
const isModule = (name: string): boolean => name.startsWith('main.') || /^[^/]*\.[^/]*\//.test(name);

function frameOf({ functions, func }: CallTree, node: NodeIndex, copy: number): StackFrame {
  const name = dropGoTypeParameters(functions.name[func[node]]);
  const file = functions.file[func[node]];
  const line = functions.line[func[node]];
  return copy > 0 && isModule(name) ? { name: `${name}Copy${copy}`, file, line } : { name, file, line };
}

/** @returns a tree of exactly `nodes` nodes */
function grownIncident(nodes: number): CallTree {
  const source = incident();
  const builder = new CallTreeBuilder();
  const copies = Math.max(1, Math.ceil(nodes / source.length));
  const incidentFactor = Math.ceil(INCIDENT_WEIGHT * copies);
  let length = 0;
  for (let copy = 0; length < nodes; copy++) {
    // Nodes are numbered in the order in which they are made.
    const made = new Int32Array(source.length);
    for (let node = 0; node < source.length && length < nodes; node++) {
      const parent = source.parent[node];
      const { name, file, line } = frameOf(source, node, copy);
      const func = builder.functions.intern({ name, file });
      builder.functions.noteLine(func, line ?? -1);
      made[node] = builder.child(parent < 0 ? ROOT : made[parent], func);
      length = Math.max(length, made[node] + 1);
      builder.addSelf(made[node], source.self[node] * (copy === 0 ? incidentFactor : 1));
    }
  }
  return builder.build({ unit: source.unit, sampleType: source.sampleType });
}

/** @returns path of a pprof file in `folder` whose call tree has `nodes` nodes */
export function writeProfile(folder: string, nodes: number): string {
  const file = path.join(folder, `incident-${nodes}.pb`);
  fs.writeFileSync(file, encodeTree(grownIncident(nodes)));
  return file;
}

export type CommandLineAnswer = Pick<Analysis, 'rows'>;

/** `npm run -s fixlayer -- analyze FILE --json`. */
export function analyseByCommandLine(file: string): CommandLineAnswer {
  const output = execFileSync(
    process.execPath,
    [require.resolve('tsx/cli'), path.join(root, 'cli/main.ts'), 'analyze', file, '--json'],
    { cwd: root, maxBuffer: MAX_OUTPUT, encoding: 'utf8' }
  );
  return JSON.parse(output) as CommandLineAnswer;
}
