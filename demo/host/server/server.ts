/** The host's HTTP server: page, built plugins, dashboards and the datasource proxy, on the loopback interface only. */
import fs from 'node:fs';
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { type Upstreams } from '../instances';
import { type Asset, distFolder, readPublicAsset } from './assets';
import { buildBootData, type HostSettings } from './bootData';
import { fileDashboard } from './fileDashboard';
import { proxyPrefix, proxyRequest } from './proxy';
import { type ThemeName, themeOf, themes } from './themes';
import { type TimeWindow, type TimeWindows, type WindowName, windowNames } from './windows';

export interface HostOptions {
  readonly port: number;
  readonly upstreams: Upstreams;
  /** null on real servers, which have their own time and services. */
  readonly recording: Recording | null;
  /** null where the page shows no profile files */
  readonly files: ShownFiles | null;
}
export interface ShownFiles {
  readonly window: TimeWindow;
  /** at least one, the first is shown first */
  readonly services: ReadonlyArray<{
    readonly name: string;
    readonly file: string;
    readonly profileTypeId: string;
  }>;
}
export interface Recording {
  /** Of the latest round. */
  windows(): TimeWindows;
  readonly roundMs: number;
  /** Shown first; null = the dashboard's own choice. */
  readonly service: string | null;
}

const defaultDashboard = '/d/fixlayer-slo';
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

const escapeForScript = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c');

function pageHtml(theme: ThemeName, settings: HostSettings): string {
  const { isDark } = themes[theme];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fix Layer host</title>
<base href="/">
<link rel="icon" href="/public/plugins/fixlayer-hotpath-app/img/logo.svg">
<link rel="stylesheet" href="/public/host/main.css">
<style>body{margin:0;background:${isDark ? '#111217' : '#f4f5f5'}}</style>
</head>
<body class="theme-${isDark ? 'dark' : 'light'}">
<div id="root"></div>
<script>
window.__grafana_public_path__='/public/';
window.grafanaBootData=${escapeForScript(buildBootData(theme))};
window.fixLayerHost=${escapeForScript(settings)};
</script>
<script defer src="/public/host/main.js"></script>
</body>
</html>`;
}

type ShippedDashboard = Parameters<typeof fileDashboard>[0] & { readonly uid?: string };

/** Behind the uid of a dashboard of files: the same with Grafana's flame graph in place of our panel, to compare them. */
const FLAME_GRAPH = '-flame-graph';

/** The dashboards of the bundle, by uid, as they lie in dist/. */
function readDashboard(uid: string, { ofFiles }: { readonly ofFiles: boolean }): unknown {
  const folder = path.join(distFolder, 'dashboards');
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const dashboard = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as ShippedDashboard;
    if (ofFiles && `${dashboard.uid}${FLAME_GRAPH}` === uid) {
      return { dashboard: fileDashboard(dashboard, 'flamegraph'), meta: { canEdit: false, canSave: false } };
    }
    if (dashboard.uid === uid) {
      return { dashboard: ofFiles ? fileDashboard(dashboard) : dashboard, meta: { canEdit: false, canSave: false } };
    }
  }
  return null;
}

function sendJson(response: http.ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** A page loaded again keeps what has not changed: asked for each time, so that a new build is seen at once. */
function sendAsset(response: http.ServerResponse, { body, contentType, etag }: Asset, known: string | undefined): void {
  const headers = { 'cache-control': 'no-cache', ...(etag && { etag }) };
  if (etag && known === etag) {
    response.writeHead(304, headers).end();
  } else {
    response.writeHead(200, { 'content-type': contentType, ...headers }).end(body);
  }
}

/** `/?show=after&service=catalog` → the dashboard with that window of the latest round. */
function startLocation(url: URL, { recording, files }: HostOptions): string {
  const query = new URLSearchParams();
  const asked = url.searchParams.get('show') as WindowName | null;
  if (recording) {
    const { fromMs, toMs } = recording.windows()[asked && windowNames.includes(asked) ? asked : 'incident'];
    query.set('from', String(fromMs));
    query.set('to', String(toMs));
  }
  const shown = files?.services[0];
  if (files && shown) {
    query.set('from', String(files.window.fromMs));
    query.set('to', String(files.window.toMs));
    query.set('var-profile_type', shown.profileTypeId);
  }
  const service = url.searchParams.get('service') ?? recording?.service ?? shown?.name;
  if (service) {
    query.set('var-service', service);
  }
  // What the dashboard itself reads from an address (theme, variables, the panel's state) goes with it.
  for (const [key, value] of url.searchParams) {
    if (key === 'theme' || key.startsWith('var-') || key.startsWith('fl-')) {
      query.set(key, value);
    }
  }
  return `${defaultDashboard}?${query}`;
}

function handle(options: HostOptions, request: http.IncomingMessage, response: http.ServerResponse): void {
  const hostName = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!loopbackNames.includes(hostName)) {
    return sendJson(response, 403, { message: 'This host answers on the loopback address only' });
  }
  if (request.url?.startsWith(proxyPrefix)) {
    return proxyRequest(options.upstreams, request, response);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendJson(response, 405, { message: 'Method not allowed' });
  }

  const url = new URL(request.url ?? '/', 'http://host');
  const pathname = decodeURIComponent(url.pathname);
  const dashboardUid = /^\/api\/dashboards\/uid\/([\w-]+)$/.exec(pathname)?.[1];
  if (pathname === '/') {
    response.writeHead(302, { location: startLocation(url, options) }).end();
  } else if (dashboardUid) {
    const dashboard = readDashboard(dashboardUid, { ofFiles: options.files !== null });
    sendJson(response, dashboard ? 200 : 404, dashboard ?? { message: 'Dashboard not found' });
  } else if (pathname.startsWith('/public/')) {
    const asset = readPublicAsset(pathname);
    if (asset) {
      sendAsset(response, asset, request.headers['if-none-match']);
    } else {
      sendJson(response, 404, { message: 'Not found' });
    }
  } else if (['/d/', '/a/', '/explore/'].some((start) => pathname.startsWith(start))) {
    const theme = themeOf(url.searchParams.get('theme'));
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(
      pageHtml(theme, {
        windows: options.recording?.windows() ?? null,
        roundMs: options.recording?.roundMs ?? null,
        files: options.files?.services.map(({ file }) => file) ?? null,
      })
    );
  } else {
    sendJson(response, 404, { message: 'Not found' });
  }
}

/** @returns the address it listens on and a way to stop; rejects with the system's error (EADDRINUSE …) */
export function startHost(options: HostOptions): Promise<{ readonly address: string; close(): Promise<void> }> {
  const server = http.createServer((request, response) => {
    try {
      handle(options, request, response);
    } catch (error) {
      sendJson(response, 500, { message: String(error) });
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () =>
      resolve({
        address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      })
    );
  });
}
