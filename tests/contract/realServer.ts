/** What has to be known of a filled server before its answers can be compared: its storage, and when its data lies. */
import type { Dataset, PushEntry } from '../../demo/standins/dataset';
import type { Storage } from '../../demo/standins/pyroscope/storageModes';

const NANOS_PER_MS = BigInt(1_000_000);
/** Below the longest range that a server allows by default, a day. */
const SEARCHED_MS = 23 * 3_600_000;
/** Whole steps of this length are asked for, finer each time, down to the millisecond. */
const STEPS_MS = [15_000, 250, 1] as const;

/** The server can't be compared; the message is one sentence with a way out. */
export class ContractError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ContractError';
  }
}

type Json = Readonly<Record<string, unknown>>;

async function call(url: string, method: string, body: Json): Promise<{ status: number; body: Json }> {
  let response: Response;
  try {
    response = await fetch(`${url}/querier.v1.QuerierService/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (error) {
    const { cause } = error as { cause?: Error };
    throw new ContractError(`No answer from ${url} (${cause?.message ?? String(error)}): check address and server.`);
  }
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) as Json };
  } catch {
    throw new ContractError(`${url} answered ${response.status} without JSON to ${method}: is this Pyroscope?`);
  }
}

/** By its answers: v1 has no heatmaps, dual sends a tree along with a flame graph. */
export async function detectStorage(url: string, nowMs: number, dataset: Dataset): Promise<Storage> {
  const request = {
    profileTypeID: dataset.pushes[0]!.profileTypes[0],
    labelSelector: `{service_name=${JSON.stringify(serviceOf(dataset.pushes[0]!))}}`,
    start: nowMs - SEARCHED_MS,
    end: nowMs,
  };
  const { body } = await call(url, 'SelectMergeStacktraces', { ...request, maxNodes: 8 });
  if ('tree' in body) {
    return 'v1-v2-dual'; // asked first: its heatmap of a range that begins before its v2 data is refused as in v1
  }
  const { status } = await call(url, 'SelectHeatmap', {
    ...request,
    step: 3600,
    queryType: 'HEATMAP_QUERY_TYPE_INDIVIDUAL',
  });
  return status === 501 ? 'v1' : 'v2';
}

interface SeriesAnswer {
  readonly series?: ReadonlyArray<{ readonly points?: ReadonlyArray<{ readonly timestamp: string }> }>;
}

/**
 * How far the dataset was moved when it was loaded: the last push of one series on the server against the same in the
 * dataset. Points lie at the right edge of their step, so steps that get finer find the millisecond.
 *
 * @throws ContractError when the last 24 hours hold no such data
 */
export async function findShiftMs(url: string, dataset: Dataset, nowMs: number): Promise<number> {
  const push = dataset.pushes.reduce((last, one) => (momentOf(one) > momentOf(last) ? one : last));
  const service = serviceOf(push);
  let [fromMs, toMs] = [nowMs - SEARCHED_MS, nowMs];
  for (const stepMs of STEPS_MS) {
    const { status, body } = await call(url, 'SelectSeries', {
      profileTypeID: push.profileTypes[0],
      labelSelector: `{service_name=${JSON.stringify(service)}}`,
      start: fromMs,
      end: toMs + stepMs,
      step: stepMs / 1000,
    });
    const points = (body as SeriesAnswer).series?.flatMap((series) => series.points ?? []) ?? [];
    if (status !== 200 || points.length === 0) {
      throw new ContractError(
        `No profiles of ${service} in the last day at ${url} (status ${status}): load the recording with "npm run seed" first.`
      );
    }
    const lastMs = Math.max(...points.map(({ timestamp }) => Number(timestamp)));
    [fromMs, toMs] = [lastMs - stepMs, lastMs];
  }
  const sameSeries = dataset.pushes.filter(
    (one) => serviceOf(one) === service && one.profileTypes.includes(push.profileTypes[0]!)
  );
  return toMs - Math.max(...sameSeries.map(momentOf));
}

const momentOf = ({ timeNanos }: PushEntry): number => Number(BigInt(timeNanos) / NANOS_PER_MS);
const serviceOf = ({ labels }: PushEntry): string => labels['service_name'] ?? 'unknown_service';
