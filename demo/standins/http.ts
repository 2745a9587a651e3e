/** The little HTTP that the three stand-ins share: a plain server on loopback, whole bodies, gzip when asked for. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzip } from 'node:zlib';

export interface StandinRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export type Handler = (request: StandinRequest) => Answer;

export const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

export const text = (body: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

/** What all three servers say about a path they don't have. */
export const notFound = (): Answer => text('404 page not found\n', 404);

const KEEP_ALIVE_MS = 120_000;
const MAX_BODY_BYTES = 8 << 20;

export interface RunningServer {
  /** `http://127.0.0.1:PORT`, no slash at the end */
  readonly url: string;
  close(): Promise<void>;
}

/** @throws the listen error (`EADDRINUSE` …) as Node reports it */
export async function startServer(
  handler: Handler,
  { host, port }: { host: string; port: number }
): Promise<RunningServer> {
  const server = http.createServer((incoming, outgoing) => {
    void respond(handler, incoming, outgoing);
  });
  // Longer than any pause between two refreshes: a client that keeps its connection must not meet one just closed.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(handler: Handler, incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
  let answer: Answer;
  try {
    const url = new URL(incoming.url ?? '/', 'http://standin');
    const body = await readBody(incoming);
    answer =
      body === null
        ? text('request body too large\n', 413)
        : handler({
            method: incoming.method ?? 'GET',
            path: url.pathname,
            query: url.searchParams,
            headers: incoming.headers,
            body,
          });
  } catch (error) {
    answer = text(`stand-in failed: ${error instanceof Error ? error.message : String(error)}\n`, 500);
  }
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : Buffer.from(answer.body ?? '');
  const headers = { ...answer.headers };
  const zipped = body.length > 0 && /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? ''));
  const bytes = zipped ? await gzipped(body) : body;
  outgoing.writeHead(answer.status, {
    ...headers,
    ...(zipped ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
    'content-length': bytes.length,
  });
  outgoing.end(bytes);
}

function gzipped(body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    gzip(body, { level: 1 }, (error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}

/** @returns null when the body is larger than anything a client of these servers sends */
async function readBody(incoming: http.IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
