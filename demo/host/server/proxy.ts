/**
 * The datasource proxy, as strict as Grafana's or stricter: declared instances only, GET and POST only, no credentials
 * through, bodies as bytes, an unreachable server is 502, a server's 401 is 400. A lenient proxy would let a plugin pass that
 * Grafana refuses.
 */
import http from 'node:http';
import https from 'node:https';
import { instances, type Upstreams } from '../instances';

export const proxyPrefix = '/api/datasources/proxy/uid/';

/** What a browser's request may carry to a server; cookies, credentials and the page's own address stay here. */
const forwardedRequestHeaders = [
  'accept',
  'accept-encoding',
  'content-encoding',
  'content-length',
  'content-type',
  'user-agent',
];
const droppedResponseHeaders = ['set-cookie', 'connection', 'keep-alive', 'transfer-encoding'];

function refuse(response: http.ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}

/** Where a proxied request goes, or null when it leaves the base path of its server (`..`, encoded or not). */
function targetOf(base: string, rest: string): URL | null {
  const [path, query] = rest.split('?', 2) as [string, string | undefined];
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded.split(/[/\\]/).includes('..')) {
    return null;
  }
  return new URL(`${base}/${path}${query === undefined ? '' : `?${query}`}`);
}

/** Answers one request whose path begins with `proxyPrefix`. */
export function proxyRequest(upstreams: Upstreams, request: http.IncomingMessage, response: http.ServerResponse): void {
  const [, uid = '', rest = ''] = /^([^/?]*)\/?(.*)$/s.exec((request.url ?? '').slice(proxyPrefix.length)) ?? [];
  const instance = instances.find((candidate) => candidate.uid === uid);
  if (!instance) {
    return refuse(response, 404, 'Data source not found');
  }
  if (request.method !== 'GET' && request.method !== 'POST') {
    return refuse(response, 405, `The proxy passes GET and POST, not ${request.method}`);
  }
  const target = targetOf(upstreams[instance.server], rest);
  if (!target) {
    return refuse(response, 400, 'The path leaves the data source');
  }

  const headers = Object.fromEntries(
    forwardedRequestHeaders.flatMap((name) => (request.headers[name] ? [[name, request.headers[name]]] : []))
  );
  const client = target.protocol === 'https:' ? https : http;
  const upstream = client.request(target, { method: request.method, headers }, (answer) => {
    if (answer.statusCode === 401) {
      // As Grafana does: a page that got a 401 would take its own sign-in for lost.
      answer.resume();
      response.writeHead(400).end('Authentication to data source failed');
      return;
    }
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined && !droppedResponseHeaders.includes(name)) {
        response.setHeader(name, value);
      }
    }
    response.writeHead(answer.statusCode ?? 502);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  upstream.on('error', () => {
    if (response.headersSent) {
      response.destroy();
    } else {
      response.writeHead(502).end();
    }
  });
  // A cancelled query must not keep the server busy.
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}
