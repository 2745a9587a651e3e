/**
 * Call trees drawn as text, for tests: an idea of Firefox Profiler's getProfileFromTextSamples.
 *
 * Columns are samples, rows are depth, root first; a column starts where its cell in the first row starts, and two
 * blanks end a cell, so names may hold single blanks. A suffix `×12` anywhere in a column is the weight of that sample
 * (else 1). Attributes stand in brackets behind a name: `[file:a.go]`, `[line:12]`, `[start:3]`, `[mod:checkout]`.
 *
 *   treeFromText(`
 *     main       main    main
 *     handle     handle  gc×3
 *     parse[line:7]
 *   `)
 *
 * To print a tree in the opposite direction use {@link formatTree}.
 */
import { type CallTree } from '../callTree';
import { CallTreeBuilder, type CallTreeInfo, type StackFrame } from '../callTreeBuilder';

const DEFAULT_INFO: CallTreeInfo = { unit: 'samples', sampleType: 'samples' };

export function treeFromText(text: string, info: Partial<CallTreeInfo> = {}): CallTree {
  const rows = text.split('\n').filter((row) => row.trim() !== '');
  if (rows.length === 0) {
    throw new Error('treeFromText: nothing drawn');
  }
  const starts = Array.from(rows[0].matchAll(/\S+(?: \S+)*/g), (match) => match.index);
  const builder = new CallTreeBuilder();
  starts.forEach((start, column) => {
    const end = starts[column + 1];
    const frames: StackFrame[] = [];
    let weight = 1;
    for (const row of rows) {
      if (start > 0 && row[start] !== undefined && row[start] !== ' ' && !/\s/.test(row[start - 1])) {
        throw new Error(`treeFromText: a cell runs into column ${column + 1}: ${row}`);
      }
      const cell = row.slice(start, end).trim();
      if (cell === '') {
        break;
      }
      const parsed = parseCell(cell);
      frames.push(parsed.frame);
      weight = parsed.weight ?? weight;
    }
    builder.addStack(frames, weight, weight);
  });
  return builder.build({ ...DEFAULT_INFO, ...info });
}

function parseCell(cell: string): { frame: StackFrame; weight: number | null } {
  const weight = /×([\d.]+)/.exec(cell);
  const attributes = new Map(Array.from(cell.matchAll(/\[(file|line|start|mod):([^\]]*)\]/g), (m) => [m[1], m[2]]));
  const number = (key: string) => (attributes.has(key) ? Number(attributes.get(key)) : -1);
  return {
    frame: {
      name: cell.replace(/×[\d.]+/, '').replace(/\[(file|line|start|mod):[^\]]*\]/g, ''),
      file: attributes.get('file') ?? '',
      module: attributes.get('mod') ?? '',
      line: number('line'),
      startLine: number('start'),
    },
    weight: weight === null ? null : Number(weight[1]),
  };
}

/** One line a node, indented by depth: `- A (cum: 3, self: 1)`. */
export function formatTree(tree: CallTree): string[] {
  return Array.from({ length: tree.length }, (_, node) => {
    const name = tree.functions.name[tree.func[node]];
    return `${'  '.repeat(tree.depth[node])}- ${name} (cum: ${tree.cum[node]}, self: ${tree.self[node]})`;
  });
}
