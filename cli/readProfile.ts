/** Profile files → call trees, with every failure as one sentence. */
import fs from 'node:fs';
import { profileKindOf } from '../src/analysis';
import { type CallTree } from '../src/profiles/callTree';
import { decodeProfile, type DecodeProfileOptions } from '../src/profiles/decodeProfile';
import { MAX_DECODED_BYTES } from '../src/profiles/limits';
import { ProfileFormatError } from '../src/profiles/profileFormatError';
import { CliError } from './cliError';

/** `-` reads standard input. */
const STDIN = '-';

/** @throws CliError when the file cannot be opened or is no profile */
export function readProfile(file: string, options: DecodeProfileOptions = {}): CallTree {
  const bytes = readBytes(file);
  try {
    return decodeProfile(bytes, options);
  } catch (error) {
    if (error instanceof ProfileFormatError) {
      throw new CliError(`${file}: not a profile that can be read (${error.message}).`);
    }
    throw error;
  }
}

/** Heap profiles hold bytes and objects, allocated and in use: what was allocated is what costs CPU. */
const ALLOCATION_TYPES = ['alloc_space', 'alloc_objects'];

/** @throws CliError as {@link readProfile}, and on a profile of anything but allocation */
export function readAllocationProfile(file: string): CallTree {
  const tree = readProfile(file, { preferredTypes: ALLOCATION_TYPES });
  if (profileKindOf(null, tree.unit, tree.sampleType) !== 'alloc') {
    throw new CliError(
      `${file}: not an allocation profile (it holds ${tree.sampleType || 'an unnamed type'}/${tree.unit}), give a heap profile to --alloc.`
    );
  }
  return tree;
}

function readBytes(file: string): Uint8Array {
  try {
    const size = file === STDIN ? 0 : fs.statSync(file).size;
    if (size > MAX_DECODED_BYTES) {
      throw new CliError(`${file}: ${size} bytes are more than the ${MAX_DECODED_BYTES} that a profile may have.`);
    }
    return fs.readFileSync(file === STDIN ? 0 : file);
  } catch (error) {
    throw error instanceof CliError ? error : new CliError(describeReadError(file, error));
  }
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
      return `${file}: cannot be read (${code || String(error)}).`;
  }
}
