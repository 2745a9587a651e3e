/**
 * The formats that are read, in one list: how each is known by its content, and what decodes it.
 *
 * Tried in order, within what the content is (bytes, JSON, text); the first that matches decodes or throws. `matches`
 * never throws, looks at the beginning only, and says nothing about whether the rest is whole.
 */
import { type CallTree } from './callTree';
import { CPUPROFILE_TYPE, decodeCpuprofile, isCpuprofileFormat } from './decodeCpuprofile';
import { dataFrameSampleTypes, decodeDataFrames, isDataFramesFormat } from './decodeDataFrames';
import { decodeFlamebearer, isFlamebearerFormat } from './decodeFlamebearer';
import { decodeFolded, isFoldedFormat } from './decodeFolded';
import { decodePprof, isPprofFormat, pprofSampleTypes } from './decodePprof';
import { decodePyroscopeTree, isPyroscopeTreeFormat } from './decodePyroscopeTree';
import { isTreeAnswer, pprofOfAnswer, treeOfAnswer, treeOfJson } from './pyroscopeAnswer';
import { pyroscopeType, type SampleTypeOptions } from './sampleTypeOption';

export interface Decoder<Kind extends 'bytes' | 'json' | 'text', Content> {
  readonly kind: Kind;
  /** as a message says it */
  readonly title: string;
  readonly matches: (content: Content) => boolean;
  /** @throws ProfileFormatError on content that matches and is cut or damaged */
  readonly decode: (content: Content, options: SampleTypeOptions) => CallTree;
  /** Sample types that the content states; absent where the format has none to choose from. Throws as `decode`. */
  readonly sampleTypes?: (content: Content) => readonly string[];
}

/** `bytes` without their gzip, a parsed JSON text, or any other text. */
export type ProfileDecoder = Decoder<'bytes', Uint8Array> | Decoder<'json', unknown> | Decoder<'text', string>;

const pprofTypeNames = (bytes: Uint8Array): readonly string[] => pprofSampleTypes(bytes).map(({ type }) => type);

export const PROFILE_DECODERS: readonly ProfileDecoder[] = [
  {
    kind: 'bytes',
    title: 'a Pyroscope tree',
    matches: isPyroscopeTreeFormat,
    decode: (bytes, { sampleType }) => decodePyroscopeTree(bytes, pyroscopeType(sampleType)),
  },
  {
    kind: 'bytes',
    title: 'a Pyroscope tree',
    matches: (bytes) => treeOfAnswer(bytes) !== null,
    decode: (bytes, { sampleType }) => decodePyroscopeTree(treeOfAnswer(bytes) ?? bytes, pyroscopeType(sampleType)),
  },
  {
    kind: 'bytes',
    title: 'pprof',
    matches: (bytes) => pprofOfAnswer(bytes) !== null,
    decode: (bytes, options) => decodePprof(pprofOfAnswer(bytes) ?? bytes, options),
    sampleTypes: (bytes) => pprofTypeNames(pprofOfAnswer(bytes) ?? bytes),
  },
  { kind: 'bytes', title: 'pprof', matches: isPprofFormat, decode: decodePprof, sampleTypes: pprofTypeNames },
  {
    kind: 'json',
    title: 'a Pyroscope flame graph',
    matches: (json) => isFlamebearerFormat(json) && !isTreeAnswer(json),
    decode: (json, { sampleType }) => decodeFlamebearer(json, pyroscopeType(sampleType)),
  },
  {
    kind: 'json',
    title: 'a Pyroscope tree',
    matches: isTreeAnswer,
    decode: (json, { sampleType }) =>
      decodePyroscopeTree(isTreeAnswer(json) ? treeOfJson(json) : new Uint8Array(), pyroscopeType(sampleType)),
  },
  {
    kind: 'json',
    title: 'a V8 .cpuprofile',
    matches: isCpuprofileFormat,
    decode: decodeCpuprofile,
    sampleTypes: () => [CPUPROFILE_TYPE],
  },
  {
    kind: 'json',
    title: 'Grafana profile frames',
    matches: isDataFramesFormat,
    decode: decodeDataFrames,
    sampleTypes: dataFrameSampleTypes,
  },
  { kind: 'text', title: 'folded stacks', matches: isFoldedFormat, decode: decodeFolded },
];
