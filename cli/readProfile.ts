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
    const type = `${tree.sampleType || 'an unnamed type'}/${tree.unit}`;
    throw new CliError(`${file}: not an allocation profile (it holds ${type}), give a heap profile to --alloc.`);
  }
  return tree;
}

/** Bytes read at a time. */
const CHUNK_BYTES = 1024 * 1024;

/** Read by chunks: a pipe or a device does not say how long it is, and may never end. */
export function readBytes(file: string, maxBytes = MAX_DECODED_BYTES): Uint8Array {
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
    throw new CliError(`${file}: more than the ${maxBytes} bytes that a profile may have.`);
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
      return `${file}: cannot be read (${code || String(error)}).`;
  }
}
