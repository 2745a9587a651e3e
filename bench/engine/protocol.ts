/**
 * What the benchmark's processes tell each other: a job as an argument, messages after that.
 *
 * The two sides of a comparison run in processes of their own, as in a browser, where the engine runs in a worker and the
 * flame graph in the page: the heap of the one, its garbage and what it does to built-ins are none of the other's.
 */

/** What the engine's side measures; neighbours = callers, chain and callees of the 50 hottest functions. */
export type EngineWork = 'pass' | 'analysis' | 'neighbours';
/** levels, collapsing and top table, labels as plain strings or as enum (the core data source's); 50 sandwiches */
export type CoreWork = 'opponent' | 'opponentEnum' | 'sandwiches';

export interface EngineJob {
  readonly kind: 'engine';
  readonly nodes: number;
}

export interface CoreJob {
  readonly kind: 'core';
  readonly nodes: number;
  readonly root: string;
  /** bundle of the core flame graph's code */
  readonly opponent: string;
  readonly withSandwiches: boolean;
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

export type Job = EngineJob | CoreJob | ColdJob | ProfileJob;

/** Wall time, and processor time of the process (on a busy machine the steadier of the two). */
export interface Run {
  readonly ms: number;
  readonly cpuMs: number;
}

export interface EngineFacts {
  readonly functions: number;
  /** what the engine holds while it works (`AnalysisContext`), beside the tree */
  readonly bytesPerNode: number;
  /** what the tree itself holds */
  readonly treeBytesPerNode: number;
}

/** How much of the sandwiches was compared. */
export interface Agreement {
  readonly functions: number;
  readonly callerLevels: number;
  readonly callees: number;
}

export interface CoreFacts {
  /** of the core flame graph's package */
  readonly version: string;
  /** null where the sandwiches are left out */
  readonly compared: Agreement | null;
}

export interface WarmResult extends EngineFacts, CoreFacts {
  readonly runs: Readonly<Record<EngineWork | CoreWork, readonly Run[]>>;
}

/** first analysis ever of a fresh process */
export type ColdResult = Run;

/** self time of warm analyses by function of the engine, largest first */
export type ProfileResult = ReadonlyArray<{ readonly where: string; readonly ms: number; readonly share: number }>;
