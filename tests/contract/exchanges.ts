/** Recorded request and answer pairs of the real servers, and how to ask a server the same. */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const FOLDER = path.join(__dirname, '..', 'fixtures', 'contract');

export type ServerName = 'pyroscope' | 'prometheus' | 'tempo';

/** A folder of exchanges: one server, Pyroscope once for each kind of storage. */
export type ExchangeFolder = 'pyroscope' | 'pyroscope-v1' | 'pyroscope-dual' | 'prometheus' | 'tempo';

/** Value of Pyroscope's `-architecture.storage` for its folder. */
export const STORAGE_OF = { pyroscope: 'v2', 'pyroscope-v1': 'v1', 'pyroscope-dual': 'v1-v2-dual' } as const;

export interface ServerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  /** the bytes as text */
  readonly text: string;
}

export interface Exchange {
  readonly folder: ExchangeFolder;
  /** file name without ending: `024-span-selector` */
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer;
  };
  readonly recorded: ServerAnswer;
}

interface RecordedMessage {
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly bodyBase64?: string;
}

const bytesOf = ({ body, bodyBase64 }: RecordedMessage): Buffer =>
  bodyBase64 === undefined ? Buffer.from(body ?? '') : Buffer.from(bodyBase64, 'base64');

export function exchangeNames(folder: ExchangeFolder): string[] {
  return fs
    .readdirSync(path.join(FOLDER, folder))
    .map((file) => file.replace('.json.gz', ''))
    .sort();
}

export function readExchange(folder: ExchangeFolder, name: string): Exchange {
  const file = path.join(FOLDER, folder, `${name}.json.gz`);
  const { request, response } = JSON.parse(gunzipSync(fs.readFileSync(file)).toString('utf8')) as {
    request: RecordedMessage & { method: string; path: string };
    response: RecordedMessage & { status: number };
  };
  return {
    folder,
    name,
    request: { method: request.method, url: request.path, headers: request.headers ?? {}, body: bytesOf(request) },
    recorded: answer(response.status, response.headers ?? {}, bytesOf(response)),
  };
}

/** Sends the request, byte for byte. `fetch` would add headers of its own. @throws what the connection throws */
export function replay(baseUrl: string, { request }: Pick<Exchange, 'request'>): Promise<ServerAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request(
      new URL(baseUrl + request.url),
      { method: request.method, headers: request.headers },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve(answer(incoming.statusCode ?? 0, incoming.headers as Record<string, string>, Buffer.concat(chunks)))
        );
      }
    );
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}

function answer(status: number, headers: Readonly<Record<string, string>>, raw: Buffer): ServerAnswer {
  const bytes = headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
  return { status, headers, bytes, text: bytes.toString('utf8') };
}
