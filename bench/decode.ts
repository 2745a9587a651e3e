/**
 * Which libraries read protobuf and gzip: time on a large profile, size in a browser bundle, licence.
 * The decision and its table: docs/decisions/0001-protobuf-and-gzip.md.
 */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { create, createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import Table from 'cli-table3';
import { type Command } from 'commander';
import { build } from 'esbuild';
import { gunzipSync } from 'fflate';
import { Profile } from 'pprof-format';
import { decodePprof } from '../src/profiles/decodePprof';
import { gunzip, isGzipFormat } from '../src/profiles/gunzip';
import { decodePprofTables } from '../src/profiles/pprofMessage';
import { describeMachine, measure } from './measure';
import { syntheticPprof } from './syntheticPprof';

const ROOT_FOLDER = path.resolve(__dirname, '..');

interface Candidate {
  readonly name: string;
  /** package whose licence counts; null = part of the platform */
  readonly packageName: string | null;
  /** what a bundle that uses the candidate imports; null = nothing to bundle */
  readonly bundle: string | null;
  readonly note: string;
  readonly run: () => unknown;
}

export function addDecodeBenchmark(program: Command): void {
  program
    .command('decode')
    .description('protobuf and gzip libraries: time, bundle size, licence')
    .option('--profile <file>', 'pprof file to read instead of a seeded random one')
    .option('--nodes <number>', 'call nodes of the random profile', '425000')
    .option('--runs <number>', 'timed runs', '15')
    .action(async (options: { profile?: string; nodes: string; runs: string }) => {
      const given =
        options.profile === undefined ? syntheticPprof(Number(options.nodes)) : fs.readFileSync(options.profile);
      const bytes = isGzipFormat(given) ? gunzip(given) : new Uint8Array(given);
      const packed = zlib.gzipSync(bytes);
      const tree = decodePprof(bytes);
      const runs = Number(options.runs);
      console.log(`${describeMachine()}, ${runs} runs after 3 for warm-up`);
      const size = `${bytes.length} bytes, ${packed.length} gzipped`;
      console.log(`profile: ${tree.length} call nodes, ${tree.functions.length} functions, ${size}`);
      await report('protobuf: bytes → every field read', protobufCandidates(bytes), runs);
      await report('gzip: packed → bytes', gzipCandidates(packed), runs);
    });
}

function protobufCandidates(bytes: Uint8Array): readonly Candidate[] {
  const schema = bufbuildSchema();
  return [
    {
      name: 'pbf, tables (decodePprofTables)',
      packageName: 'pbf',
      bundle: `import { decodePprofTables } from './src/profiles/pprofMessage'; console.log(decodePprofTables);`,
      note: 'no object per sample, strings on demand, bounds checked',
      run: () => readTables(bytes),
    },
    {
      name: 'pbf, to the finished call tree (decodePprof)',
      packageName: 'pbf',
      bundle: `import { decodePprof } from './src/profiles/decodePprof'; console.log(decodePprof);`,
      note: 'for information: with gunzip, merging, validation',
      run: () => decodePprof(bytes),
    },
    {
      name: 'pprof-format',
      packageName: 'pprof-format',
      bundle: `import { Profile } from 'pprof-format'; console.log(Profile.decode);`,
      note: 'an object per message; ids and values number or bigint',
      run: () => Profile.decode(bytes),
    },
    {
      name: '@bufbuild/protobuf, fromBinary',
      packageName: '@bufbuild/protobuf',
      bundle: `import { createFileRegistry as a, fromBinary as b } from '@bufbuild/protobuf'; console.log(a, b);`,
      note: 'an object per message, 64-bit fields as bigint; generated schema not counted',
      run: () => fromBinary(schema, bytes),
    },
    {
      name: '@bufbuild/protobuf, BinaryReader',
      packageName: '@bufbuild/protobuf',
      bundle: `import { BinaryReader } from '@bufbuild/protobuf/wire'; console.log(BinaryReader);`,
      note: 'samples only: every id and value is a bigint',
      run: () => readSamplesWithBinaryReader(bytes),
    },
  ];
}

function gzipCandidates(packed: Uint8Array): readonly Candidate[] {
  return [
    {
      name: 'fflate Gunzip by chunks (gunzip)',
      packageName: 'fflate',
      bundle: `import { gunzip } from './src/profiles/gunzip'; console.log(gunzip);`,
      note: 'synchronous, size limit while inflating, checksum verified',
      run: () => gunzip(packed),
    },
    {
      name: 'fflate gunzipSync',
      packageName: 'fflate',
      bundle: `import { gunzipSync } from 'fflate'; console.log(gunzipSync);`,
      note: 'synchronous, trusts the length in the file, no checksum',
      run: () => gunzipSync(packed),
    },
    {
      name: 'DecompressionStream',
      packageName: null,
      bundle: null,
      note: 'asynchronous only; stops at a limit; checksum verified',
      run: () =>
        new Response(
          new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream('gzip'))
        ).arrayBuffer(),
    },
    {
      name: 'node:zlib gunzipSync',
      packageName: null,
      bundle: null,
      note: 'Node only: no browser, no pure folder',
      run: () => zlib.gunzipSync(packed),
    },
  ];
}

async function report(title: string, candidates: readonly Candidate[], runs: number): Promise<void> {
  const table = new Table({
    head: ['candidate', 'licence', 'bundle, gzip', 'p50', 'p95', 'note'],
    style: { head: [], border: [] },
  });
  for (const candidate of candidates) {
    const { p50Ms, p95Ms } = await measure(candidate.run, { runs });
    const size = candidate.bundle === null ? 'none' : `${((await bundleSize(candidate.bundle)) / 1000).toFixed(1)} kB`;
    table.push([
      candidate.name,
      licenceOf(candidate.packageName),
      size,
      `${p50Ms.toFixed(0)} ms`,
      `${p95Ms.toFixed(0)} ms`,
      candidate.note,
    ]);
  }
  console.log(`\n${title}\n${table.toString()}`);
}

/** Bytes after minifying and gzip of a browser bundle with this content. */
async function bundleSize(contents: string): Promise<number> {
  const result = await build({
    stdin: { contents, resolveDir: ROOT_FOLDER, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
  });
  return zlib.gzipSync(result.outputFiles[0].contents).length;
}

function licenceOf(packageName: string | null): string {
  if (packageName === null) {
    return 'platform';
  }
  const file = path.join(ROOT_FOLDER, 'node_modules', packageName, 'package.json');
  const { license, version }: { license: string; version: string } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return `${license} (${version})`;
}

function readTables(bytes: Uint8Array): number {
  const tables = decodePprofTables(bytes);
  let checksum = 0;
  tables.eachSample((locationIds, values) => {
    checksum += locationIds.length + values.items[0];
  });
  return checksum;
}

/** Field numbers of google/pprof proto/profile.proto: 2 = sample; in it 1 = location_id, 2 = value. */
function readSamplesWithBinaryReader(bytes: Uint8Array): number {
  const reader = new BinaryReader(bytes);
  let checksum = 0;
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field !== 2 || wireType !== WireType.LengthDelimited) {
      reader.skip(wireType, field);
      continue;
    }
    const end = reader.uint32() + reader.pos;
    while (reader.pos < end) {
      const [inner, innerType] = reader.tag();
      if (innerType !== WireType.LengthDelimited || inner > 2) {
        reader.skip(innerType, inner);
        continue;
      }
      for (const listEnd = reader.uint32() + reader.pos; reader.pos < listEnd;) {
        checksum += Number(inner === 1 ? reader.uint64() : reader.int64()) > 0 ? 1 : 0;
      }
    }
  }
  return checksum;
}

/** `Profile` as a descriptor, in place of generated code: the same reader runs behind both. */
function bufbuildSchema() {
  const field = (
    name: string,
    number: number,
    type: Type,
    options: { repeated?: boolean; typeName?: string } = {}
  ) => ({
    name,
    number,
    type,
    label: options.repeated ? Label.REPEATED : Label.OPTIONAL,
    ...(options.typeName === undefined ? {} : { typeName: `.bench.${options.typeName}` }),
  });
  const list = (name: string, number: number, typeName: string) =>
    field(name, number, Type.MESSAGE, { repeated: true, typeName });
  const int = (name: string, number: number, type = Type.INT64) => field(name, number, type);
  const file = create(FileDescriptorProtoSchema, {
    name: 'profile.proto',
    package: 'bench',
    syntax: 'proto3',
    messageType: [
      {
        name: 'Profile',
        field: [
          list('sample_type', 1, 'ValueType'),
          list('sample', 2, 'Sample'),
          list('mapping', 3, 'Mapping'),
          list('location', 4, 'Location'),
          list('function', 5, 'Function'),
          field('string_table', 6, Type.STRING, { repeated: true }),
        ],
      },
      { name: 'ValueType', field: [int('type', 1), int('unit', 2)] },
      {
        name: 'Sample',
        field: [
          field('location_id', 1, Type.UINT64, { repeated: true }),
          field('value', 2, Type.INT64, { repeated: true }),
        ],
      },
      { name: 'Mapping', field: [int('id', 1, Type.UINT64), int('filename', 5)] },
      {
        name: 'Location',
        field: [int('id', 1, Type.UINT64), int('mapping_id', 2, Type.UINT64), list('line', 4, 'Line')],
      },
      { name: 'Line', field: [int('function_id', 1, Type.UINT64), int('line', 2)] },
      {
        name: 'Function',
        field: [int('id', 1, Type.UINT64), int('name', 2), int('filename', 4), int('start_line', 5)],
      },
    ],
  });
  const schema = createFileRegistry(create(FileDescriptorSetSchema, { file: [file] })).getMessage('bench.Profile');
  if (schema === undefined) {
    throw new Error('bench: the Profile descriptor is broken');
  }
  return schema;
}
