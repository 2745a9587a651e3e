/**
 * Any profile this project reads → call tree. The format is told by content, never by a file name: gzip is unpacked
 * first, then bytes, JSON and text are tried against their decoders (`PROFILE_DECODERS`). Formats that are known but not
 * read get their name in the message.
 */
import { type CallTree } from './callTree';
import { isFoldedFormat } from './decodeFolded';
import { gunzip, isGzipFormat } from './gunzip';
import { describeValue, isObject } from './jsonReader';
import { type Decoder, PROFILE_DECODERS, type ProfileDecoder } from './profileDecoders';
import { ProfileFormatError, quoted } from './profileFormatError';
import { type SampleTypeOptions } from './sampleTypeOption';

/**
 * Which type to read of a profile that has several. Formats that state no type take it as said: `--type wall` of folded
 * stacks means that their weights are time on the clock.
 */
export type DecodeProfileOptions = SampleTypeOptions;

/** @throws ProfileFormatError on input that is empty, of no known format, cut or damaged, or without a single sample */
export function decodeProfile(bytes: Uint8Array, options: DecodeProfileOptions = {}): CallTree {
  const { decode, sampleTypes } = openProfile(bytes);
  const tree = decode(options);
  if (tree.total > 0) {
    return tree;
  }
  const names = sampleTypes();
  const others = names.length > 1 ? `; types of the file: ${names.map(quoted).join(', ')}` : '';
  const ofType = tree.sampleType === '' ? 'none' : `none of type ${quoted(tree.sampleType)}`;
  return fail('samples', 'at least one sample', `${ofType}${others}`);
}

/**
 * Sample types that a profile states, in file order; empty where its format states none.
 *
 * @throws ProfileFormatError as {@link decodeProfile}
 */
export function profileSampleTypes(bytes: Uint8Array): readonly string[] {
  return openProfile(bytes).sampleTypes();
}

interface OpenProfile {
  readonly decode: (options: SampleTypeOptions) => CallTree;
  readonly sampleTypes: () => readonly string[];
}

function openProfile(bytes: Uint8Array): OpenProfile {
  if (bytes.length === 0) {
    fail('byte 0', 'a profile', 'an empty file');
  }
  const content = isGzipFormat(bytes) ? gunzip(bytes) : bytes;
  if (content.length === 0) {
    fail('byte 0 after unpacking', 'a profile', 'nothing');
  }
  if (!isTextFormat(content)) {
    return openWith(ofKind('bytes'), content) ?? fail('byte 0', EXPECTED, describeBinary(content));
  }
  const text = new TextDecoder().decode(content);
  // `[` also begins the name of a thread in folded stacks: `[main tid=7];run 3`.
  if (/^\s*\{/.test(text) || (/^\s*\[/.test(text) && !isFoldedFormat(text))) {
    const json = parseJson(text);
    return openWith(ofKind('json'), json) ?? fail('the JSON text', EXPECTED, describeJson(json));
  }
  return openWith(ofKind('text'), text) ?? fail('line 1', EXPECTED, describeText(text));
}

function ofKind<Kind extends ProfileDecoder['kind']>(
  kind: Kind
): ReadonlyArray<Extract<ProfileDecoder, { kind: Kind }>> {
  return PROFILE_DECODERS.filter(
    (decoder): decoder is Extract<ProfileDecoder, { kind: Kind }> => decoder.kind === kind
  );
}

function openWith<Content>(
  decoders: ReadonlyArray<Decoder<ProfileDecoder['kind'], Content>>,
  content: Content
): OpenProfile | null {
  const found = decoders.find(({ matches }) => matches(content));
  return found === undefined
    ? null
    : {
        decode: (options) => found.decode(content, options),
        sampleTypes: () => found.sampleTypes?.(content) ?? [],
      };
}

const EXPECTED = listTitles([...new Set(PROFILE_DECODERS.map(({ title }) => title))]);

function listTitles(titles: readonly string[]): string {
  return `${titles.slice(0, -1).join(', ')} or ${titles[titles.length - 1]}`;
}

function fail(where: string, expected: string, found: string): never {
  throw new ProfileFormatError({ format: 'profile', where, expected, found });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail('the whole text', 'complete JSON', 'text that begins like JSON and does not end like it');
  }
}

/** Bytes looked at to tell text from binary. */
const SNIFFED_BYTES = 4096;

/** True where the beginning holds no control characters but blanks. Never throws. */
function isTextFormat(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, SNIFFED_BYTES);
  // pprof's own first bytes are tag 0x0a (a line feed) and a small length: never text.
  return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
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

/** JSON formats by the fields that tell them, which are known and not read. */
const UNREAD_JSON: ReadonlyArray<readonly [readonly string[], string]> = [
  [['$schema', 'shared'], "speedscope's own format"],
  [['traceEvents'], 'a Chrome trace (save the profile alone, as .cpuprofile)'],
  [['head', 'startTime'], 'a .cpuprofile of before 2016'],
  [['meta', 'threads'], "the Firefox Profiler's format"],
  [['pprof'], "Pyroscope's pprof as JSON (ask for application/proto)"],
  [['dot'], "Pyroscope's DOT answer (ask for another format)"],
];

function describeJson(json: unknown): string {
  const keys = isObject(json) ? Object.keys(json) : [];
  const known = UNREAD_JSON.find(([fields]) => fields.every((field) => keys.includes(field)));
  if (known !== undefined) {
    return `${known[1]}, which is not read`;
  }
  return isObject(json) ? `an object with the fields ${quoted(keys.slice(0, 8).join(', '))}` : describeValue(json);
}
