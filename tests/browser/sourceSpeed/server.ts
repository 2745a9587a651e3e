/** A Pyroscope that has one profile of each size, and gives it as fast as bytes are written. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answers } from './answers';

/** The selector names the size: `{nodes="100000"}`. */
const sizeIn = /nodes="(\d+)"/;

export function startServer(
  answersBySize: ReadonlyMap<number, Answers>
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = `${request.url} ${Buffer.concat(chunks).toString('latin1')}`;
      const answers = answersBySize.get(Number(sizeIn.exec(decodeURIComponent(asked))?.[1]));
      const send = (type: string, body: Uint8Array | string) =>
        response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
      if (answers && request.url?.startsWith('/core-frames')) {
        send('application/json', answers.coreFrames);
      } else if (answers && request.url?.endsWith('/SelectMergeStacktraces')) {
        const isProto = request.headers['content-type'] === 'application/proto';
        send(isProto ? 'application/proto' : 'application/json', isProto ? answers.pprof : answers.json);
      } else {
        send('application/json', '{}');
      }
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      })
    );
  });
}
