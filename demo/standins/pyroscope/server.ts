/** Plays Pyroscope over the recorded pushes: its HTTP paths, and which storage it says it has. */
import type { Dataset } from '../dataset';
import { json, notFound, text, type Answer, type Handler, type StandinRequest } from '../http';
import type { Timeline } from '../rounds';
import { checkTransport, ConnectError, readJsonRequest, readProtoRequest, refused } from './connect';
import { ProfileStore } from './profileStore';
import { querierMethods, type Methods } from './querier';
import { methodsOf, type Storage } from './storageModes';

export interface PyroscopeStandin {
  readonly handle: Handler;
  /** ends the decoding in the background */
  stop(): void;
}

export function pyroscopeHandler(dataset: Dataset, timeline: Timeline, storage: Storage = 'v2'): PyroscopeStandin {
  const store = new ProfileStore(dataset, timeline);
  const methods = methodsOf(storage, querierMethods(store, timeline), store);
  // The first query finds the pushes decoded, the start does not wait for it: one push a turn.
  let stopped = false;
  const decodeOne = (): void => {
    if (!stopped && store.decodeNext()) {
      setImmediate(decodeOne);
    }
  };
  setTimeout(decodeOne, 100).unref();
  return {
    stop: () => {
      stopped = true;
    },
    handle(request) {
      const querier = /^\/querier\.v1\.QuerierService\/(\w+)$/.exec(request.path)?.[1];
      if (querier !== undefined) {
        return callMethod(methods, querier, request);
      }
      switch (request.path) {
        case '/capabilities.v1.FeatureFlagsService/GetFeatureFlags':
          return checkTransport(request) ?? json({ featureFlags: featureFlags(storage) });
        case '/api/v1/status/buildinfo':
          // A plain build knows no version of its own.
          return json({
            status: 'success',
            data: { version: '', revision: '', branch: '', buildUser: '', buildDate: '', goVersion: GO_VERSION },
          });
        case '/ready':
          return { ...text('ready'), headers: { 'content-type': 'text/plain' } };
        case '/pyroscope/render':
        case '/pyroscope/render-diff':
          return refused(`${request.path} (legacy API)`).answer();
        default:
          return notFound();
      }
    },
  };
}

const GO_VERSION = 'go1.26.8';

/** What a server of this version lists; the words are the server's. */
function featureFlags(storage: Storage): unknown[] {
  return [
    {
      name: 'pyroscopeRuler',
      description: 'Supports the Pyroscope ruler, which exports Prometheus metrics from Profiling Data.',
    },
    {
      name: 'pyroscopeRulerFunctions',
      description:
        'Enables function support for the Pyroscope ruler, which allows to export resource usage on a per function level.',
    },
    { name: 'utf8LabelNames', description: 'Supports UTF-8 label names for Pyroscope read/write APIs.' },
    {
      name: 'v2StorageLayer',
      ...(storage !== 'v1' && { enabled: true }),
      description: 'v2 storage layer',
      documentationUrl: 'https://github.com/grafana/pyroscope/blob/main/pkg/pyroscope/PYROSCOPE_V2.md',
    },
  ];
}

function callMethod(methods: Methods, name: string, http: StandinRequest): Answer {
  const method = methods[name];
  if (!method) {
    return notFound();
  }
  const rejected = checkTransport(http);
  if (rejected) {
    return rejected;
  }
  try {
    if (/proto/.test(http.headers['content-type'] ?? '')) {
      const message = method(readProtoRequest(http.body, name), http);
      return { status: 200, headers: { 'content-type': 'application/proto' }, body: message.proto!() };
    }
    const message = method(readJsonRequest(http.body.toString('utf8'), `querierv1.${name}Request`), http);
    return { ...json(message.json()), headers: { 'content-type': http.headers['content-type']! } };
  } catch (error) {
    if (error instanceof ConnectError) {
      return error.answer();
    }
    throw error;
  }
}
