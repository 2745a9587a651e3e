/**
 * Questions to a profile as messages: the profile is sent once and kept, each question after it is small.
 * Imported by the worker, so it may import pure folders only.
 */
import {
  applyStackFilters,
  makeRoutable,
  makeSearchable,
  routeThrough,
  searchFunctions,
  type AnalysisOptions,
  type NameSearch,
  type Routable,
  type Route,
  type RouteChoice,
  type Searchable,
  type StackFilter,
} from '../../analysis';
import { decodeJobProfile, readJobTrees, type AnalysisJob, type JobProfile } from './job';

/** What is searched in: the profile as the panel shows it, filters applied. */
export interface SearchedProfile {
  readonly profile: JobProfile;
  readonly options: AnalysisOptions;
  readonly filters: readonly StackFilter[];
}

export interface RouteAsked {
  readonly rowId: string;
  readonly choices: readonly RouteChoice[];
}

/** Subject → what is sent once, what is kept of it, what is asked, what is answered. */
export interface TreeSubjects {
  search: { profile: SearchedProfile; kept: Searchable; asked: string; answer: NameSearch };
  /** the profile is sent as the job whose rows are asked about */
  route: { profile: AnalysisJob; kept: Routable; asked: RouteAsked; answer: Route | null };
}
export type TreeSubject = keyof TreeSubjects;

/** Shell → worker. `profile` with the first question, null with those after it. */
export interface TreeRequest<Subject extends TreeSubject = TreeSubject> {
  readonly kind: 'ask-tree';
  readonly id: number;
  readonly subject: Subject;
  readonly profile: TreeSubjects[Subject]['profile'] | null;
  readonly asked: TreeSubjects[Subject]['asked'];
}

/** Worker → shell. */
export interface TreeAnswer<Subject extends TreeSubject = TreeSubject> {
  readonly kind: 'tree-done';
  readonly id: number;
  readonly result: TreeSubjects[Subject]['answer'];
}

export type TreeReaders = {
  readonly [Subject in TreeSubject]: {
    open(profile: TreeSubjects[Subject]['profile']): TreeSubjects[Subject]['kept'];
    answer(kept: TreeSubjects[Subject]['kept'], asked: TreeSubjects[Subject]['asked']): TreeSubjects[Subject]['answer'];
  };
};

export const treeReaders: TreeReaders = {
  search: {
    open({ profile, options, filters }) {
      const { tree, ownedPrefixes } = applyStackFilters(decodeJobProfile(profile), filters, options.ownedPrefixes);
      return makeSearchable(tree, { ...options, ownedPrefixes });
    },
    answer: searchFunctions,
  },
  route: {
    open(job) {
      const { tree, options } = readJobTrees(job);
      return makeRoutable(tree, options);
    },
    answer: (kept, { rowId, choices }) => routeThrough(kept, rowId, choices),
  },
};

interface Holder<Subject extends TreeSubject> {
  opened: TreeSubjects[Subject]['kept'] | null;
}

/** The one profile a subject that this thread keeps. */
const kept: { readonly [Subject in TreeSubject]: Holder<Subject> } = {
  search: { opened: null },
  route: { opened: null },
};

/** @throws what the decoder throws; Error when no profile was sent before */
export function answerTreeRequest<Subject extends TreeSubject>({
  id,
  subject,
  profile,
  asked,
}: TreeRequest<Subject>): TreeAnswer<Subject> {
  const reader = treeReaders[subject];
  const holder: Holder<Subject> = kept[subject];
  if (profile !== null) {
    holder.opened = reader.open(profile);
  }
  if (holder.opened === null) {
    throw new Error('No profile was sent before the question.');
  }
  return { kind: 'tree-done', id, result: reader.answer(holder.opened, asked) };
}
