/** Recorded exchanges with real servers (tests/fixtures/recordings) for the tests of this folder. */
import { readdirSync, readFileSync } from 'fs';
import path from 'path';

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

/** @param file  `pyroscope/020-pprof-proto` */
export function readRecording(file: string): Recording {
  const parsed = JSON.parse(readFileSync(path.join(root, `${file}.json`), 'utf8')) as Omit<Recording, 'file'>;
  return { file, ...parsed };
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
