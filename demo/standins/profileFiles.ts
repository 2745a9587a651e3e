/**
 * Profile files as a recording: what `npm run demo -- FILE` serves. One service a file, named after it; no series, no
 * traces. Files are read by the product's own decoders and pushed as pprof, one push for each sample type.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Function as PprofFunction, Line, Location, Profile, Sample, StringTable, ValueType } from 'pprof-format';
import { profileKindOf } from '../../src/analysis';
import { type CallTree } from '../../src/profiles/callTree';
import { decodeProfile, profileSampleTypes } from '../../src/profiles/decodeProfile';
import { ProfileFormatError } from '../../src/profiles/profileFormatError';
import { type Dataset, type PushEntry } from './dataset';
import { NANOS_PER_MS } from './rounds';

/** A file that cannot be shown; the message is one sentence with cause and next action. */
export class ProfileFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProfileFileError';
  }
}

export interface ProfileFiles {
  readonly dataset: Dataset;
  /** services in the order of the files */
  readonly services: ReadonlyArray<{
    readonly name: string;
    readonly file: string;
    /** what the file's own default says is meant */
    readonly profileTypeId: string;
  }>;
}

/** Minutes around the moment of the profiles that the page shows; a profile file tells no window of its own. */
const WINDOW_MS = 10 * 60_000;

/**
 * @param nowMs  moment that the profiles are given
 * @throws ProfileFileError where a file cannot be read or is no profile
 */
export function readProfileFiles(files: readonly string[], nowMs: number): ProfileFiles {
  const profiles = new Map<string, Uint8Array>();
  const pushes: PushEntry[] = [];
  const names = new Set<string>();
  const services = files.map((file) => {
    const name = serviceName(file, names);
    names.add(name);
    const { trees, first } = readTrees(file);
    trees.forEach((tree, i) => {
      const push = `${name}-${i}`;
      profiles.set(push, encodeTree(tree));
      pushes.push({
        file: push,
        labels: { service_name: name },
        profileTypes: [profileTypeId(tree)],
        timeNanos: String(BigInt(nowMs) * NANOS_PER_MS),
      });
    });
    return { name, file: path.basename(file), profileTypeId: profileTypeId(first) };
  });
  return {
    services,
    dataset: {
      times: { window: { startMs: nowMs - WINDOW_MS, endMs: nowMs + WINDOW_MS }, deployMs: nowMs },
      pushes,
      series: [],
      exemplars: [],
      metadata: {},
      traces: [],
      readProfile: (push) => {
        const bytes = profiles.get(push);
        if (bytes === undefined) {
          throw new Error(`no push ${push}`);
        }
        return bytes;
      },
    },
  };
}

/** Base name without endings, as a label value; numbered where two files would be called alike. */
function serviceName(file: string, taken: ReadonlySet<string>): string {
  const base = path.basename(file).replace(/(\.(gz|pb|pprof|json|txt|bin|cpuprofile|folded|collapsed))+$/, '');
  const name = base.replace(/[^\w.-]+/g, '-') || 'profile';
  let numbered = name;
  for (let i = 2; taken.has(numbered); i++) {
    numbered = `${name}-${i}`;
  }
  return numbered;
}

/** One tree for each sample type that has samples; `first` is the one that the format's default means. */
function readTrees(file: string): { readonly trees: readonly CallTree[]; readonly first: CallTree } {
  let bytes: Uint8Array;
  try {
    bytes = fs.readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ProfileFileError(
      code === 'ENOENT'
        ? `${file}: no such file, check the path.`
        : code === 'EISDIR'
          ? `${file}: this is a directory, give the profile file itself.`
          : `${file}: cannot be read (${code ?? String(error)}).`
    );
  }
  try {
    const first = decodeProfile(bytes);
    const others = profileSampleTypes(bytes)
      .filter((type) => type !== first.sampleType)
      .flatMap((sampleType) => decodeIfFilled(bytes, sampleType));
    return { trees: [first, ...others], first };
  } catch (error) {
    if (error instanceof ProfileFormatError) {
      throw new ProfileFileError(`${file}: not a profile that can be read (${error.message}).`);
    }
    throw error;
  }
}

/** A file has types of which it holds no sample, and a difference of two profiles may hold negative ones. */
function decodeIfFilled(bytes: Uint8Array, sampleType: string): CallTree[] {
  try {
    return [decodeProfile(bytes, { sampleType })];
  } catch (error) {
    if (error instanceof ProfileFormatError) {
      return [];
    }
    throw error;
  }
}

/** Names under which Pyroscope keeps a kind of profile. */
const NAME_OF_KIND: Readonly<Record<ReturnType<typeof profileKindOf>, string>> = {
  cpu: 'process_cpu',
  wall: 'wall',
  alloc: 'memory',
  inuse: 'memory',
  mutex: 'mutex',
  block: 'block',
  goroutine: 'goroutines',
  other: 'profile',
};

/** `process_cpu:cpu:nanoseconds:cpu:nanoseconds`; what a file leaves open counts samples. */
function profileTypeId({ sampleType, unit }: CallTree): string {
  const type = (sampleType || 'samples').replace(/[^\w-]+/g, '_');
  const words = unit === 'samples' || unit === '' ? 'count' : unit.replace(/[^\w-]+/g, '_');
  return [NAME_OF_KIND[profileKindOf(null, unit, sampleType)], type, words, type, words].join(':');
}

/** A call tree as pprof: one location a function, one sample for each node with a self weight. */
export function encodeTree({ length, func, parent, self, functions, sampleType, unit }: CallTree): Uint8Array {
  const strings = new StringTable();
  const text = (value: string): number => strings.dedup(value);
  const lineOf = (f: number): number => Math.max(0, functions.line[f]);
  const samples: Sample[] = [];
  for (let node = 0; node < length; node++) {
    // A weight that is no whole number (an average) is rounded: pprof knows integers only.
    const value = Math.round(self[node]);
    if (value > 0) {
      const stack: number[] = [];
      for (let at = node; at >= 0; at = parent[at]) {
        stack.push(func[at] + 1);
      }
      samples.push(new Sample({ locationId: stack, value: [value] }));
    }
  }
  const profile = new Profile({
    sampleType: [new ValueType({ type: text(sampleType), unit: text(unit) })],
    sample: samples,
    location: functions.name.map(
      (_, f) => new Location({ id: f + 1, line: [new Line({ functionId: f + 1, line: lineOf(f) })] })
    ),
    function: functions.name.map(
      (name, f) =>
        new PprofFunction({
          id: f + 1,
          name: text(name),
          systemName: text(name),
          filename: text(functions.file[f]),
          startLine: lineOf(f),
        })
    ),
    stringTable: strings,
  });
  return profile.encode();
}
