/**
 * Any profile this project reads → call tree. The format is told by content, never by a file name.
 *
 * Order: gzip is unpacked first; then JSON (Pyroscope's flame graph answers), pprof, folded stacks. Formats that are
 * known but not read get their name in the message.
 */
import { type CallTree } from './callTree';
import { decodeFlamebearer, isFlamebearerFormat } from './decodeFlamebearer';
import { decodeFolded, isFoldedFormat } from './decodeFolded';
import { decodePprof, type DecodePprofOptions, pprofSampleTypes } from './decodePprof';
import { gunzip, isGzipFormat } from './gunzip';
import { ProfileFormatError, quoted } from './profileFormatError';

/** Which type to read of a profile that has several; formats with one type ignore it. */
export type DecodeProfileOptions = DecodePprofOptions;

/** @throws ProfileFormatError on input that is empty, of no known format, cut or damaged */
export function decodeProfile(bytes: Uint8Array, options: DecodeProfileOptions = {}): CallTree {
  if (bytes.length === 0) {
    fail('byte 0', 'a profile', 'an empty file');
  }
  const content = isGzipFormat(bytes) ? gunzip(bytes) : bytes;
  if (content.length === 0) {
    fail('byte 0 after unpacking', 'a profile', 'nothing');
  }
  if (!isTextFormat(content)) {
    if (!isPprofFormat(content)) {
      fail('byte 0', EXPECTED, describeBinary(content));
    }
    const typeNames = () => pprofSampleTypes(content).map(({ type }) => quoted(type));
    return rejectEmpty(decodePprof(content, options), typeNames);
  }
  const text = new TextDecoder().decode(content);
  // `[` also begins the name of a thread in folded stacks: `[main tid=7];run 3`.
  const isJson = /^\s*\{/.test(text) || (/^\s*\[/.test(text) && !isFoldedFormat(text));
  if (isJson) {
    return rejectEmpty(decodeJson(text, options));
  }
  if (!isFoldedFormat(text)) {
    fail('line 1', EXPECTED, describeText(text));
  }
  return rejectEmpty(decodeFolded(text));
}

const EXPECTED = 'pprof, a Pyroscope flame graph or folded stacks';

function fail(where: string, expected: string, found: string): never {
  throw new ProfileFormatError({ format: 'profile', where, expected, found });
}

/** A profile without a single sample is readable, but there is nothing to say about it. */
function rejectEmpty(tree: CallTree, typeNames: () => readonly string[] = () => []): CallTree {
  if (tree.total > 0) {
    return tree;
  }
  const names = typeNames();
  const others = names.length > 1 ? `; types of the file: ${names.join(', ')}` : '';
  return fail('samples', 'at least one sample', `none of type ${quoted(tree.sampleType)}${others}`);
}

function decodeJson(text: string, { sampleType }: DecodeProfileOptions): CallTree {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    fail('the whole text', 'complete JSON', 'text that begins like JSON and does not end like it');
  }
  if (!isFlamebearerFormat(json)) {
    fail('the JSON object', EXPECTED, describeJson(json));
  }
  return decodeFlamebearer(json, sampleType === undefined ? {} : { sampleType });
}

/** Bytes looked at to tell text from binary. */
const SNIFFED_BYTES = 4096;

/** True where the beginning holds no control characters but blanks. Never throws. */
function isTextFormat(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, SNIFFED_BYTES);
  // pprof's own first bytes are tag 0x0a (a line feed) and a small length: never text.
  return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

/** True where the first bytes are a field of pprof's Profile message (1 … 15, fitting wire type). Never throws. */
function isPprofFormat(bytes: Uint8Array): boolean {
  const field = bytes[0] >> 3;
  const wireType = bytes[0] & 7;
  return field >= 1 && field <= 15 && (wireType === 0 || wireType === 2) && (field > 6 || wireType === 2);
}

function describeBinary(bytes: Uint8Array): string {
  // gperftools: machine words 0, 3, 0, period, 0
  if (bytes.length > 24 && bytes.subarray(0, 4).every((byte) => byte === 0)) {
    return "pprof's old binary format (`go tool pprof -proto` converts it)";
  }
  const head = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'));
  return `binary data that begins with ${head.join(' ')}`;
}

function describeText(text: string): string {
  const legacy = /^(heap profile:|--- (contention|heap|threads?|growth|cpu|Memory)|goroutine profile:)/i;
  return legacy.test(text.trimStart())
    ? "pprof's old text format (`go tool pprof -proto` converts it)"
    : `text: ${quoted(text.trim())}`;
}

function describeJson(json: unknown): string {
  const keys = typeof json === 'object' && json !== null ? Object.keys(json) : [];
  if (keys.includes('nodes') && keys.includes('samples')) {
    return 'a V8 .cpuprofile, which is not read yet';
  }
  if (keys.includes('$schema') && keys.includes('shared')) {
    return "speedscope's own format, which is not read yet";
  }
  return Array.isArray(json) ? 'a list' : `an object with the fields ${quoted(keys.slice(0, 8).join(', '))}`;
}
