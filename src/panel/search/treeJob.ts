/**
 * Search as messages: a profile is sent once and kept, each search is a line of text.
 * Imported by the worker, so it may import pure folders only.
 */
import {
  applyStackFilters,
  makeSearchable,
  searchFunctions,
  type AnalysisOptions,
  type NameSearch,
  type Searchable,
  type StackFilter,
} from '../../analysis';
import { decodeJobProfile, type JobProfile } from '../analysis/job';

/** What is searched in: the profile as the panel shows it, filters applied. */
export interface SearchedProfile {
  readonly profile: JobProfile;
  readonly options: AnalysisOptions;
  readonly filters: readonly StackFilter[];
}

/** Shell → worker. `profile` with the first search, null with those after it. */
export interface TreeRequest {
  readonly kind: 'search';
  readonly id: number;
  readonly searched: SearchedProfile | null;
  readonly text: string;
}

/** Worker → shell. */
export interface TreeAnswer {
  readonly kind: 'tree-done';
  readonly id: number;
  readonly result: NameSearch;
}

/** The one profile that this thread keeps for searching. */
let kept: Searchable | null = null;

/** @throws what the decoder throws; Error when no profile was sent before */
export function answerTreeRequest({ id, searched, text }: TreeRequest): TreeAnswer {
  kept = searched ? openProfile(searched) : kept;
  if (kept === null) {
    throw new Error('No profile was sent before the search.');
  }
  return { kind: 'tree-done', id, result: searchFunctions(kept, text) };
}

export function openProfile({ profile, options, filters }: SearchedProfile): Searchable {
  const { tree, ownedPrefixes } = applyStackFilters(decodeJobProfile(profile), filters, options.ownedPrefixes);
  return makeSearchable(tree, { ...options, ownedPrefixes });
}
