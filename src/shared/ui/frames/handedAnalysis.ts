/**
 * Analyses that the datasource hands to the panel within one page, beside the frame instead of in it.
 *
 * The datasource's worker has the call tree in its hands while the frame is on its way through Grafana. Analysing there
 * and then saves the panel from reading the same tree out of the frame again.
 *
 *   panel       wantAnalyses()                      once, when its code is loaded: without a panel nobody analyses
 *   datasource  handAnalysis(frame, analysis)       analysed with default options, no second profile
 *   panel       handedAnalysis(frame)               null for every other frame: it analyses by itself
 *
 * The two plugins are loaded apart and share no module, so the meeting place is a global symbol. An analysis is found
 * by the identity of the frame's columns: Grafana's shallow copies keep them, whatever changes the data makes new ones.
 * Nothing is in the frame itself (a snapshot stays as it is), and an analysis lives no longer than its columns. In
 * Grafana's plugin sandbox each plugin has globals of its own: nothing is found there, and all works as without.
 */
import type { DataFrame } from '@grafana/data';
import type { Analysis } from '../../../analysis/model';

/** Null: it could not be made after all. Never rejects. */
export type AnalysisToCome = Promise<Analysis | null>;

interface Handed {
  /** values of all fields, in order */
  readonly columns: readonly unknown[];
  readonly analysis: AnalysisToCome;
}

interface Exchange {
  isWanted: boolean;
  isGiven: boolean;
  /** values of the first field → what was handed with them */
  readonly handed: WeakMap<object, Handed>;
}

/** The number changes with the shape of `Analysis` or `Exchange`: two versions in one page must not meet. */
const KEY = Symbol.for('fixlayer-hotpath-app/analyses/2');

function exchange(): Exchange {
  const place = globalThis as { [KEY]?: Exchange };
  return (place[KEY] ??= { isWanted: false, isGiven: false, handed: new WeakMap() });
}

/** Says that a panel in this page takes analyses. */
export function wantAnalyses(): void {
  exchange().isWanted = true;
}

export const areAnalysesWanted = (): boolean => exchange().isWanted;

/** Says that a datasource in this page gives analyses. */
export function giveAnalyses(): void {
  exchange().isGiven = true;
}

export const areAnalysesGiven = (): boolean => exchange().isGiven;

/** @param analysis of exactly this frame, with default options */
export function handAnalysis(frame: DataFrame, analysis: AnalysisToCome): void {
  const columns = columnsOf(frame);
  if (columns.length > 0) {
    exchange().handed.set(columns[0], { columns, analysis });
  }
}

/** @returns null when none was handed for this frame, or its data is no longer what was analysed */
export function handedAnalysis(frame: DataFrame): AnalysisToCome | null {
  const columns = columnsOf(frame);
  const found = columns.length > 0 ? exchange().handed.get(columns[0]) : undefined;
  return found && found.columns.length === columns.length && found.columns.every((column, at) => column === columns[at])
    ? found.analysis
    : null;
}

const columnsOf = (frame: DataFrame): object[] => frame.fields.map(({ values }) => values as object);
