/** What a query type is to `runQuery`: a function from one checked target to frames. */
import type { DataFrame, DataQueryRequest } from '@grafana/data';
import type { Observable } from 'rxjs';
import type { PyroscopeClient } from '../../client/pyroscopeClient';
import type { PyroscopeOptions, PyroscopeQuery } from '../../types';
import type { DecodeRunner } from '../../worker/decodeRunner';
import type { ServerFacts } from '../../client/serverFacts';

export interface QueryRunner {
  readonly client: PyroscopeClient;
  readonly facts: ServerFacts;
  readonly options: PyroscopeOptions;
  readonly decoder: DecodeRunner;
  /** of the datasource, for links to it */
  readonly uid: string;
  readonly name: string;
}

export interface TargetRun {
  readonly runner: QueryRunner;
  /** saved JSON with defaults; variables not yet in place */
  readonly query: PyroscopeQuery;
  readonly request: DataQueryRequest<PyroscopeQuery>;
}

export interface TargetAnswer {
  readonly frames: readonly DataFrame[];
  /** more is to come, with these frames again or in a fuller form */
  readonly isPartial?: boolean;
}

/** Fails with a PyroscopeError or with what the transport threw; unsubscribing aborts its requests. */
export type RunTarget = (run: TargetRun) => Observable<TargetAnswer>;
