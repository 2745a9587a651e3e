/**
 * Never a whole service's profile as the one of a request.
 *
 * A server ignores the keys of a request that it does not know (protobuf and JSON alike), so an older one, and v1 storage
 * for some ids, answers with everything. It is found out by asking for an id that nothing has: where that brings data,
 * the ids are ignored. Asked once a kind, then remembered in {@link ServerFacts}.
 */
import { concat, defer, last, map, of, tap, type Observable } from 'rxjs';
import { t } from '../../shared/ui/i18n/translate';
import { ownError } from '../pyroscopeError';
import type { MergeRequest } from '../types';
import { isRecord } from './json';
import type { PyroscopeClient } from './pyroscopeClient';
import type { IdKind, ServerFacts } from './serverFacts';

interface Kind {
  readonly kind: IdKind;
  readonly idsOf: (request: MergeRequest) => readonly string[];
  /** not zero: samples without a span have the span id 0 */
  readonly nothingHas: Partial<MergeRequest>;
  readonly words: string;
  readonly needs: string;
}

const NONE = { spanIds: [], traceIds: [], profileIds: [], callSite: [] };
/** No function is called so: it holds a character that no symbol has. */
const NO_FUNCTION = '\u0001';

const kinds = (): readonly Kind[] => [
  {
    kind: 'span',
    idsOf: ({ spanIds }) => spanIds,
    nothingHas: { ...NONE, spanIds: ['f'.repeat(16)] },
    words: t('errors.span-ids', 'span ids'),
    needs: t('errors.pyroscope-2-2', 'Pyroscope 2.2'),
  },
  {
    kind: 'trace',
    idsOf: ({ traceIds }) => traceIds,
    nothingHas: { ...NONE, traceIds: ['f'.repeat(32)] },
    words: t('errors.trace-ids', 'trace ids'),
    needs: t('errors.pyroscope-2-2-with-v2', 'Pyroscope 2.2 with v2 storage'),
  },
  {
    kind: 'profile',
    idsOf: ({ profileIds }) => profileIds,
    nothingHas: { ...NONE, profileIds: ['ffffffff-ffff-ffff-ffff-ffffffffffff'] },
    words: t('errors.profile-ids', 'profile ids'),
    needs: t('errors.pyroscope-1-17-with-v2', 'Pyroscope 1.17 with v2 storage'),
  },
  {
    kind: 'callSite',
    idsOf: ({ callSite = [] }) => callSite,
    nothingHas: { ...NONE, callSite: [NO_FUNCTION] },
    words: t('errors.call-sites', 'call sites'),
    needs: t('errors.pyroscope-1-15-with-v2', 'Pyroscope 1.15 with v2 storage'),
  },
];

/**
 * @param hasData  whether the request's answer, by `SelectMergeStacktraces`, has data: an empty one shows nothing wrong, and
 *   tells nothing about the server either. Asked only where an id has to be proven, because it may read the whole answer.
 * @returns once, when every id of the request is known to select; one request for each kind not seen so far
 * @throws PyroscopeError naming the ids that the server ignores
 */
export function assertSelects(
  client: Pick<PyroscopeClient, 'flamegraph'>,
  facts: ServerFacts,
  request: MergeRequest,
  hasData: () => boolean
): Observable<void> {
  const unseen = kinds().filter(
    ({ kind, idsOf }) => idsOf(request).length > 0 && !facts.selectsBy(kind, request.fromMs)
  );
  if (unseen.length === 0 || !hasData()) {
    return of(undefined);
  }
  return concat(of(undefined), ...unseen.map((kind) => assertSelectsBy(kind, client, facts, request))).pipe(last());
}

/** Whether ids of a kind select. Decisive only where the window has data. */
export function selectsBy(
  kind: IdKind,
  client: Pick<PyroscopeClient, 'flamegraph'>,
  request: MergeRequest
): Observable<boolean> {
  const nothingHas = kinds().find((candidate) => candidate.kind === kind)?.nothingHas;
  return defer(() => client.flamegraph({ ...request, ...nothingHas, maxNodes: 1 })).pipe(
    map((json) => totalOf(json) === 0)
  );
}

function assertSelectsBy(
  { kind, words, needs }: Kind,
  client: Pick<PyroscopeClient, 'flamegraph'>,
  facts: ServerFacts,
  request: MergeRequest
): Observable<void> {
  return selectsBy(kind, client, request).pipe(
    tap((selects) => {
      if (!selects) {
        throw selectorIgnored(words, needs);
      }
      facts.rememberSelectsBy(kind, request.fromMs);
    }),
    map(() => undefined)
  );
}

/** @param needs  what the selector needs: `Pyroscope 2.2` */
export function selectorIgnored(words: string, needs: string) {
  return ownError('selector-ignored', {
    step: 'server',
    what: t(
      'errors.this-server-does-not-know',
      'This server does not know {{words}} and would show the whole service.',
      { words }
    ),
    why: t('errors.they-need', 'They need {{needs}}.', { needs }),
    next: t('errors.clear-this-selector-or-update', 'Clear this selector, or update Pyroscope.'),
  });
}

/** Of a flame graph as JSON: left out where it is 0, a string where it is not. */
export function totalOf(json: unknown): number {
  const flamegraph = isRecord(json) && isRecord(json.flamegraph) ? json.flamegraph : {};
  return Number(flamegraph.total ?? 0);
}
