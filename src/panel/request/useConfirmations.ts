/**
 * Whether an opened request does what the service's rows say: asked of a worker, once a request. Until it answers, and where
 * it can't, the table says nothing about agreement.
 */
import { useEffect, useState } from 'react';
import type { Analysis, RequestConfirmation, StackFilter } from '../../analysis';
import type { ProfileSource } from '../../shared/ui/frames/profileSource';
import { askWorker } from '../analysis/askWorker';
import { readProfile } from '../analysis/useAnalysis';

/** By id of the row. */
export type Confirmations = ReadonlyMap<string, RequestConfirmation>;

interface Answer {
  readonly request: ProfileSource;
  readonly analysis: Analysis;
  readonly filters: readonly StackFilter[];
  readonly confirmations: Confirmations;
}

/**
 * @param service   profile of the service, same type as the request's
 * @param analysis  of the service
 * @param filters   of the table: set aside in both; must keep their identity while their content is the same
 */
export function useConfirmations(
  service: ProfileSource | null,
  request: ProfileSource | null,
  analysis: Analysis | null,
  filters: readonly StackFilter[]
): Confirmations | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (service === null || request === null || analysis === null || request.frame.length === 0) {
      return;
    }
    const rows = analysis.rows
      .filter(({ verdict, site }) => verdict === 'fix' && site !== null)
      .map(({ id, site, subject, layer }) => ({ id, site, subject, layer }));
    const abort = new AbortController();
    // Frames may have been emptied by their owner; then there is nothing to compare with.
    Promise.resolve()
      .then(() =>
        askWorker(
          {
            kind: 'confirm',
            service: readProfile(service).profile,
            request: readProfile(request).profile,
            filters,
            rows,
          },
          abort.signal
        )
      )
      .then(
        (found) => setAnswer({ request, analysis, filters, confirmations: new Map(found) }),
        () => undefined
      );
    return () => abort.abort();
    // The service's frame changes with every refresh; its analysis says when it is another profile.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [request, analysis, filters]);
  const isOf = answer?.request === request && answer?.analysis === analysis && answer?.filters === filters;
  return isOf ? (answer?.confirmations ?? null) : null;
}
