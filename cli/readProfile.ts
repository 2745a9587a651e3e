/** Profile files → call trees, with every failure as one sentence. */
import fs from 'node:fs';
import { profileKindOf } from '../src/analysis';
import { type CallTree } from '../src/profiles/callTree';
import { decodeProfile, type DecodeProfileOptions, profileSampleTypes } from '../src/profiles/decodeProfile';
import { MAX_DECODED_BYTES } from '../src/profiles/limits';
import { mergeCallTrees } from '../src/profiles/mergeCallTrees';
import { ProfileFormatError } from '../src/profiles/profileFormatError';
import { sampleTypeName } from '../src/profiles/sampleTypeOption';
import { CliError } from './cliError';

/** `-` reads standard input. */
const STDIN = '-';
const labelOf = (file: string): string => (file === STDIN ? 'standard input' : file);

/** @throws CliError when the file cannot be opened, is no profile, or has no such sample type */
function readProfile(file: string, options: DecodeProfileOptions = {}): CallTree {
  const bytes = readBytes(file);
  try {
    return decodeProfile(bytes, options);
  } catch (error) {
    if (!(error instanceof ProfileFormatError)) {
      throw error;
    }
    const types = options.sampleType === undefined ? [] : typesOf(bytes);
    const wanted = sampleTypeName(options.sampleType ?? '');
    throw new CliError(
      types.length > 0 && !types.includes(wanted)
        ? `${labelOf(file)}: has no sample type ${quote(wanted)}, choose one of its own with --type: ${types.map(quote).join(', ')}.`
        : `${labelOf(file)}: cannot be read as ${error.format === 'profile' ? 'a profile' : error.format}: ` +
            `expected ${error.expected}, found ${error.found} (${error.where}).`
    );
  }
}

const quote = (text: string): string => JSON.stringify(text);

/** Sample types of what may be no profile at all: then none. */
function typesOf(bytes: Uint8Array): readonly string[] {
  try {
    return profileSampleTypes(bytes);
  } catch (error) {
    if (error instanceof ProfileFormatError) {
      return [];
    }
    throw error;
  }
}

/**
 * Several files of one program, to be merged or counted one by one.
 *
 * @throws CliError as {@link readProfile}, and where two files do not measure the same
 */
export function readLikeProfiles(files: readonly string[], options: DecodeProfileOptions = {}): readonly CallTree[] {
  if (files.filter((file) => file === STDIN).length > 1) {
    throw new CliError('- stands for standard input, which can be read once: give it once.');
  }
  const trees = files.map((file) => readProfile(file, options));
  const [first] = trees;
  trees.forEach((tree, i) => {
    if (tree.unit !== first.unit || tree.sampleType !== first.sampleType) {
      throw new CliError(
        `${labelOf(files[0])} holds ${typeText(first)} and ${labelOf(files[i])} holds ${typeText(tree)}: ` +
          'files are merged where they measure the same, choose one type with --type or give them one by one.'
      );
    }
  });
  return trees;
}

/** Several files of one program as one profile; throws as {@link readLikeProfiles}. */
export function readMergedProfile(files: readonly string[], options: DecodeProfileOptions = {}): CallTree {
  const trees = readLikeProfiles(files, options);
  return trees.length === 1 ? trees[0] : mergeCallTrees(trees);
}

/** What a profile measures: `cpu/nanoseconds`. */
export const typeText = ({ sampleType, unit }: CallTree): string => `${sampleType || 'an unnamed type'}/${unit}`;

/** Heap profiles hold bytes and objects, allocated and in use: what was allocated is what costs CPU. */
const ALLOCATION_TYPES = ['alloc_space', 'alloc_objects'];

/** @throws CliError as {@link readProfile}, and on a profile of anything but allocation */
export function readAllocationProfile(file: string): CallTree {
  const tree = readProfile(file, { preferredTypes: ALLOCATION_TYPES });
  if (profileKindOf(null, tree.unit, tree.sampleType) !== 'alloc') {
    throw new CliError(
      `${file}: not an allocation profile (it holds ${typeText(tree)}), give a heap profile to --alloc.`
    );
  }
  return tree;
}

/** Bytes read at a time. */
const CHUNK_BYTES = 1024 * 1024;

/** Read by chunks: a pipe or a device does not say how long it is, and may never end. */
export function readBytes(file: string, maxBytes = MAX_DECODED_BYTES): Uint8Array {
  if (file === '') {
    throw new CliError('The name of a file is empty: check the variable that it comes from.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const descriptor = file === STDIN ? 0 : fs.openSync(file, 'r');
    let read = -1;
    while (read !== 0 && size <= maxBytes) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      read = fs.readSync(descriptor, chunk, 0, CHUNK_BYTES, null);
      chunks.push(chunk.subarray(0, read));
      size += read;
    }
    if (file !== STDIN) {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    throw new CliError(describeReadError(file, error));
  }
  if (size > maxBytes) {
    throw new CliError(`${labelOf(file)}: more than the ${maxBytes} bytes that a profile may have.`);
  }
  return Buffer.concat(chunks, size);
}

function describeReadError(file: string, error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return `${file}: no such file, check the path.`;
    case 'EISDIR':
      return `${file}: this is a directory, give the profile file itself.`;
    case 'EACCES':
    case 'EPERM':
      return `${file}: no permission to read it.`;
    default:
      return `${labelOf(file)}: cannot be read (${code || String(error)}).`;
  }
}
