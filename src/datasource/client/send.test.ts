/**
 * Against a server that misbehaves, over a real connection.
 * @jest-environment node
 */
import { createServer, type Server, type ServerResponse } from 'http';
import type { AddressInfo } from 'net';
import { lastValueFrom } from 'rxjs';
import { nameError } from '../errors';
import { httpBackend } from '../testing/httpBackend';
import type { MergeRequest } from '../types';
import { AnswerCache } from './answerCache';
import { AnswerDesk } from './answerDesk';
import { PyroscopeClient } from './pyroscopeClient';
import { sendByProxy, type SendLimits } from './send';

let backend = httpBackend('');
jest.mock('@grafana/runtime', () => ({ getBackendSrv: () => backend }));

const MB = 2 ** 20;
let server: Server;
let behave: (response: ServerResponse) => void;
let requests = 0;
let closed: Promise<void> = Promise.resolve();

beforeAll(async () => {
  server = createServer((request, response) => {
    requests++;
    closed = new Promise((resolve) => response.on('close', resolve));
    request.resume().on('end', () => behave(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  backend = httpBackend(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = 0;
});

const request: MergeRequest = {
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{}',
  fromMs: 0,
  toMs: 1,
  maxNodes: 1,
  spanIds: [],
  traceIds: [],
  profileIds: [],
};

const clientWith = (limits?: SendLimits) =>
  new PyroscopeClient(
    new AnswerDesk({ orgId: 1, uid: 'fl' }, sendByProxy('/proxy', limits), undefined, new AnswerCache(0))
  );

async function failure(ask: 'pprof' | 'flamegraph', limits?: SendLimits) {
  const answer = clientWith(limits)[ask](request);
  return nameError(
    await lastValueFrom(answer).then(
      () => null,
      (error: unknown) => error
    )
  );
}

const drip = (response: ServerResponse) => {
  response.write('{');
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

describe.each(['pprof', 'flamegraph'] as const)('asked for %s', (ask) => {
  const quick = { timeoutMs: 300, maxBytes: MB };

  it('names a server that never answers, and hangs up', async () => {
    behave = () => undefined;
    expect(await failure(ask, quick)).toMatchObject({ kind: 'timeout', step: 'reach' });
    await closed;
    expect(requests).toBe(1);
  });

  it('names a server that answers byte by byte, and hangs up', async () => {
    behave = drip;
    expect(await failure(ask, quick)).toMatchObject({ kind: 'timeout', what: 'No complete answer came within 0.3 s.' });
    await closed;
  });

  it('names a connection that is reset, before and inside the answer', async () => {
    behave = (response) => response.destroy();
    expect((await failure(ask)).kind).toBe('no-answer');
    behave = (response) => {
      response.writeHead(200, { 'Content-Length': 1000 });
      response.write('{"flamegraph":', () => response.destroy());
    };
    expect((await failure(ask)).kind).toBe('no-answer');
  });

  it('refuses 200 MB without reading them as a profile', async () => {
    behave = (response) => {
      const chunk = Buffer.alloc(MB);
      let left = 200;
      const write = () => {
        while (left-- > 0) {
          if (!response.write(chunk)) {
            response.once('drain', write);
            return;
          }
        }
        response.end();
      };
      write();
    };
    const named = await failure(ask);
    expect(named).toMatchObject({
      kind: 'too-large',
      what: 'The answer has 200 MiB, more than the 128 MiB that are read here.',
    });
    expect(named.next).toContain('Max nodes');
  }, 60_000);

  it.each([
    ['html', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['plain-text', 'Welcome to nginx'],
    ['bad-answer', '{"flamegraph":{"names":["total"'],
  ])('names what is no answer of Pyroscope: %s', async (kind, body) => {
    behave = (response) => response.end(body);
    expect((await failure(ask)).kind).toBe(kind);
  });

  it('asks a busy server again, and a user’s mistake never', async () => {
    behave = (response) => {
      response.statusCode = requests === 1 ? 503 : 400;
      response.end('{"code":"invalid_argument","message":"name is required"}');
    };
    expect(await failure(ask)).toMatchObject({ kind: 'label-name-missing', status: 400 });
    expect(requests).toBe(2);
  });
});

it('takes names of any characters as they are', async () => {
  const names = ['total', 'a"b\\c', '日本語\u0000', '<img src=x onerror=alert(1)>', '__proto__', '\ud83d\ude00'];
  behave = (response) => response.end(JSON.stringify({ names }));
  expect(await lastValueFrom(clientWith().labelNames('{}', request))).toEqual(names);
});

it('hangs up when nobody listens any more', async () => {
  behave = drip;
  const subscription = clientWith().profileTypes(request).subscribe();
  await new Promise<void>((resolve) => {
    behave = (response) => {
      drip(response);
      resolve();
    };
  });
  subscription.unsubscribe();
  await closed;
});
