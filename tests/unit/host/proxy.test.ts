import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Upstreams } from '../../../demo/host/instances';
import { proxyPrefix, proxyRequest } from '../../../demo/host/server/proxy';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

async function listen(handler: http.RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

describe('datasource proxy', () => {
  const seen: Seen[] = [];
  let upstream: Awaited<ReturnType<typeof listen>>;
  let proxy: Awaited<ReturnType<typeof listen>>;
  const answerBytes = Buffer.from([0, 255, 13, 10, 128]);

  beforeAll(async () => {
    upstream = await listen((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks),
        });
        const status = request.url?.endsWith('/401') ? 401 : 418;
        response.writeHead(status, { 'content-type': 'application/proto', 'set-cookie': 'a=b' });
        response.end(answerBytes);
      });
    });
    const upstreams: Upstreams = {
      prometheus: `${upstream.url}/base`,
      pyroscope: upstream.url,
      tempo: 'http://127.0.0.1:9',
    };
    proxy = await listen((request, response) => proxyRequest(upstreams, request, response));
  });
  beforeEach(() => (seen.length = 0));
  afterAll(async () => {
    await proxy.close();
    await upstream.close();
  });
  const at = (path: string) => `${proxy.url}${proxyPrefix}${path}`;

  it('passes path, query, bytes and status through, below the base path of the server', async () => {
    const body = Buffer.from([1, 0, 254]);
    const response = await fetch(at('prometheus/api/v1/query?query=a%2Bb&x=1'), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/proto' },
    });
    expect(response.status).toBe(418);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(answerBytes);
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/base/api/v1/query?query=a%2Bb&x=1', body });
    expect(seen[0]?.headers['content-type']).toBe('application/proto');
  });

  it('keeps cookies and credentials on their side', async () => {
    const response = await fetch(at('pyroscope-none/x'));
    expect(response.status).toBe(404);
    const passed = await fetch(at('fl-pyroscope/x'), {
      headers: { cookie: 'session=1', authorization: 'Basic eA==', 'x-grafana-org-id': '1' },
    });
    expect(passed.headers.get('set-cookie')).toBeNull();
    expect(Object.keys(seen[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['cookie']));
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
    expect(seen[0]?.headers).not.toHaveProperty('x-grafana-org-id');
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
    expect((await fetch(at('prometheus/x'), { method })).status).toBe(405);
    expect(seen).toHaveLength(0);
  });

  it.each(['..%2fadmin', 'api/..%2f..%2fadmin', 'a%5c..%5cb', '%E0%A4%A'])(
    'refuses the path %s, which leaves its server or cannot be read',
    async (path) => {
      expect((await fetch(at(`prometheus/${path}`))).status).toBe(400);
      expect(seen).toHaveLength(0);
    }
  );

  it('never becomes a request to another host', async () => {
    await fetch(at('prometheus/http://other.example/x'));
    expect(seen[0]?.url).toBe('/base/http://other.example/x');
  });

  it('makes a 400 without the server’s text of its 401', async () => {
    const response = await fetch(at('prometheus/401'));
    expect(response.status).toBe(400);
    expect(await response.text()).toBe('Authentication to data source failed');
  });

  it('answers 502 for a server that is down', async () => {
    expect((await fetch(at('tempo/api/echo'))).status).toBe(502);
  });
});
