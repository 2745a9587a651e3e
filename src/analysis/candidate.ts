/** A place that may be worth an edit, before candidates are priced, ordered and written out as rows. */
import type { FuncIndex } from '../profiles/callTree';
import type { Anchors } from './anchors';
import type { LibraryGroup } from './libraryGroups';
import type { FixFamily, FixLayer, Need, SignalKind, Verdict } from './model';
import type { SiteFacts } from './siteFacts';

export type SubjectKind =
  | 'function' // an owned function: own code and runtime support
  | 'library' // a library group
  | 'ledger' // allocation and collection
  | 'stray'; // outside code that no owned frame leads to

export interface Candidate {
  /** rule or kind that made it, for tests and docs */
  readonly origin: string;
  readonly subjectKind: SubjectKind;
  readonly subject: FuncIndex;
  readonly group: LibraryGroup | null;
  readonly anchors: Anchors;
  /** owned function that the chain must pass first, −1 = the heaviest */
  readonly through: FuncIndex;
  readonly verdict: Verdict;
  readonly layer: FixLayer | null;
  readonly signal: SignalKind;
  readonly site: FuncIndex;
  /** share of the profile that the fix touches on the stack */
  readonly touched: number;
  /** share off the stack that goes with it */
  readonly collected: number;
  readonly families: readonly FixFamily[];
  readonly need: Need | null;
  readonly facts: SiteFacts | null;
  /** where the edit touches the exclusive cost of several functions: these, and only below `within` where that is set */
  readonly members?: { readonly funcs: readonly FuncIndex[]; readonly within: FuncIndex | null };
}
