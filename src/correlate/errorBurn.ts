/** Whether an objective burns on failed requests, which no profile explains. */
import type { RedModel } from './red';

export interface ErrorBurn {
  /** 0..1 of the requests in view */
  readonly errorShare: number;
  /** 0..1 that the objective allows */
  readonly allowed: number;
}

/** null where more errors are allowed than there are, or one of the two is not known. */
export function errorBurn(
  { requestCount, errorCount }: Pick<RedModel, 'requestCount' | 'errorCount'>,
  allowed: number | null
): ErrorBurn | null {
  if (allowed === null || errorCount === null || requestCount === null || requestCount <= 0) {
    return null;
  }
  const errorShare = errorCount / requestCount;
  return errorShare > allowed ? { errorShare, allowed } : null;
}

/** TraceQL for the failed traces of a service. */
export function failedTracesQuery(service: string | null): string {
  const name = service === null ? '' : `resource.service.name = ${JSON.stringify(service)} && `;
  return `{ ${name}status = error }`;
}
