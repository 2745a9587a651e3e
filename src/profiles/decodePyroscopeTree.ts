/**
 * Pyroscope's TREE bytes → call tree: what `SelectMergeStacktraces` answers for `PROFILE_FORMAT_TREE`.
 *
 *   00 00 01             nameless root, self 0, one child      node = varint length of the name, name,
 *     01 41 01 02        A, self 1, two children                      varint self, varint number of children;
 *       01 42 02 00      B, self 2                             nodes in pre-order
 *       01 43 03 00      C, self 3
 *
 * Names only: no files, no lines, no sample count, and neither unit nor type. What a node limit cut stands under `other`.
 * Source: grafana/pyroscope pkg/model/tree.go, MarshalTruncate.
 */
import { type CallTree, type NodeIndex } from './callTree';
import { CallTreeBuilder, ROOT } from './callTreeBuilder';
import { ProtoReader } from './protoReader';

export interface PyroscopeTreeInfo {
  /** of the profile type that was asked for; the bytes do not say it */
  readonly unit?: string;
  readonly sampleType?: string;
}

const FORMAT = 'pyroscope tree';

/** A node takes at least three bytes: two lengths of zero and a self. */
const MIN_NODE_BYTES = 3;

/** True where the bytes begin with a nameless root without self. Never throws. */
export function isPyroscopeTreeFormat(bytes: Uint8Array): boolean {
  const startsWithRoot = bytes.length >= MIN_NODE_BYTES && bytes[0] === 0 && bytes[1] === 0;
  // A root without children is a whole file; pprof's old binary format goes on with zeros.
  return startsWithRoot && (bytes[2] !== 0 || bytes.length === MIN_NODE_BYTES);
}

/** @throws ProfileFormatError on bytes that end early or late, or a self beyond 2^53. Θ(bytes). */
export function decodePyroscopeTree(bytes: Uint8Array, info: PyroscopeTreeInfo = {}): CallTree {
  const reader = new ProtoReader(bytes, FORMAT);
  const builder = new CallTreeBuilder(FORMAT);
  const text = new TextDecoder();
  /** path of open nodes, and how many children of each are still to come */
  const path: NodeIndex[] = [];
  const missing: number[] = [];
  open(ROOT, readRoot());
  while (path.length > 0) {
    const top = path.length - 1;
    if (missing[top] === 0) {
      path.pop();
      missing.pop();
      continue;
    }
    missing[top]--;
    const end = reader.readEnd('a name');
    const name = text.decode(bytes.subarray(reader.position, end));
    reader.seek(end);
    const node = builder.child(path[top], builder.functions.intern({ name }));
    builder.addSelf(node, reader.readVarint());
    open(node, readChildCount());
  }
  if (reader.position !== bytes.length) {
    reader.fail('the end of the tree', `${bytes.length - reader.position} more bytes`);
  }
  return builder.build({ unit: info.unit ?? 'count', sampleType: info.sampleType ?? '', sampleCount: null });

  function readRoot(): number {
    const [nameLength, self] = [reader.readVarint(), reader.readVarint()];
    if (nameLength !== 0 || self !== 0) {
      reader.fail('a root without name and self', `${nameLength} characters and self ${self}`);
    }
    return readChildCount();
  }

  function readChildCount(): number {
    const count = reader.readVarint();
    const left = bytes.length - reader.position;
    return count * MIN_NODE_BYTES <= left ? count : reader.fail(`${count} children`, `only ${left} bytes`);
  }

  function open(node: NodeIndex, children: number): void {
    path.push(node);
    missing.push(children);
  }
}
