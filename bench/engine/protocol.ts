/** What the benchmark's processes tell each other: one JSON argument in, one JSON line out. */

export interface WarmJob {
  readonly kind: 'warm';
  readonly nodes: number;
  readonly rounds: number;
  readonly root: string;
  /** bundle of the core flame graph's code */
  readonly opponent: string;
  /** runs of its sandwiches, 0 = left out */
  readonly sandwichRuns: number;
}

export interface ColdJob {
  readonly kind: 'cold';
  readonly nodes: number;
}

export interface ProfileJob {
  readonly kind: 'profile';
  readonly nodes: number;
  readonly runs: number;
}

export type Job = WarmJob | ColdJob | ProfileJob;

/** Wall time, and processor time of the process (on a busy machine the steadier of the two). */
export interface Run {
  readonly ms: number;
  readonly cpuMs: number;
}

export interface WarmResult {
  readonly functions: number;
  readonly runs: {
    readonly analysis: readonly Run[];
    readonly pass: readonly Run[];
    /** callers, chain and callees of the 50 hottest functions, on a context that exists */
    readonly neighbours: readonly Run[];
    /** levels, collapsing and top table; labels as plain strings */
    readonly opponent: readonly Run[];
    /** the same with enum labels, as the core data source sends them */
    readonly opponentEnum: readonly Run[];
    /** 50 sandwiches; empty where left out */
    readonly sandwiches: readonly Run[];
  };
  readonly compared: { readonly functions: number; readonly callerLevels: number; readonly callees: number } | null;
  /** what the engine holds while it works (`AnalysisContext`), beside the tree */
  readonly bytesPerNode: number;
  /** what the tree itself holds */
  readonly treeBytesPerNode: number;
  /** version of the core flame graph's package */
  readonly opponentVersion: string;
}

/** first analysis ever of a fresh process */
export type ColdResult = Run;

/** self time of warm analyses by function of the engine, largest first */
export type ProfileResult = ReadonlyArray<{ readonly where: string; readonly ms: number; readonly share: number }>;
