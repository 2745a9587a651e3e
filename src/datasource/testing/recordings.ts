/** Recorded exchanges with real servers (tests/fixtures/recordings) for the tests of this folder. */
import { existsSync, readdirSync, readFileSync } from 'fs';
import path from 'path';
import { gunzipSync } from 'zlib';

export interface Recording {
  readonly file: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly body?: string;
    readonly bodyBase64?: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly bodyBase64?: string;
  };
}

const root = path.resolve(__dirname, '../../../tests/fixtures/recordings');
/** The larger ones, compressed; the stand-ins are compared with them too. */
const compressed = path.resolve(__dirname, '../../../tests/fixtures/contract');

/** @param file  `pyroscope/020-pprof-proto` */
export function readRecording(file: string): Recording {
  const plain = path.join(root, `${file}.json`);
  const bytes = existsSync(plain)
    ? readFileSync(plain)
    : gunzipSync(readFileSync(path.join(compressed, `${file}.json.gz`)));
  return { file, ...(JSON.parse(bytes.toString('utf8')) as Omit<Recording, 'file'>) };
}

/** Every exchange of every storage mode that did not end in 200. */
export function readErrorRecordings(): Recording[] {
  return ['pyroscope', 'pyroscope-v1', 'pyroscope-dual']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder)).map((file) => readRecording(`${folder}/${path.parse(file).name}`))
    )
    .filter(({ response }) => response.status !== 200);
}

export function bytesOf(base64: string | undefined): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(base64 ?? '', 'base64'));
}
