/** Which figures a card tells about. */
import type { FunctionDifference, ProfilePart, StackFilter } from '../../analysis';
import type { Analysis, ProfileKind, Row } from '../../analysis/model';
import type { RedModel } from '../../correlate/red';
import { t } from '../../shared/ui/i18n/translate';
import type { Comparison } from '../brush/comparison';
import type { TraceShares } from '../evidence/loadTraces';
import type { RequestView } from '../hotspots/requestView';
import { howOfChanges, type ReadyChanges } from './howChanges';
import { howOfComparison } from './howComparison';
import { howOfLabels, howOfTraces, type SplitAsked } from './howEvidence';
import { howOfHeader } from './howHeader';
import type { HowSection } from './howLine';
import { howOfPath } from './howPath';
import { howOfRequest } from './howRequest';
import type { HowInput } from './howRow';
import { howOfFilters, howOfSearch, type FoundNames } from './howSearch';
import { howOfSelected } from './howSelected';

export type HowAsked =
  | ({ readonly kind: 'selected' } & HowInput)
  | { readonly kind: 'request'; readonly request: RequestView; readonly rowId: string }
  | { readonly kind: 'header'; readonly analysis: Analysis; readonly red: RedModel }
  /** of a path that was chosen; the main one's stands with its row */
  | { readonly kind: 'path'; readonly row: Row; readonly of: Pick<Analysis, 'profile' | 'thresholds'> }
  | { readonly kind: 'search'; readonly found: FoundNames }
  | {
      readonly kind: 'filters';
      readonly filters: readonly StackFilter[];
      readonly part: ProfilePart;
      readonly profile: Analysis['profile'];
    }
  | { readonly kind: 'comparison'; readonly comparison: Comparison; readonly shown: readonly FunctionDifference[] }
  | ({ readonly kind: 'labels' } & SplitAsked)
  | { readonly kind: 'traces'; readonly shares: TraceShares }
  | { readonly kind: 'changes'; readonly state: ReadyChanges; readonly of: ProfileKind };

export function howTexts(asked: HowAsked): readonly HowSection[] {
  switch (asked.kind) {
    case 'selected':
      return howOfSelected(asked);
    case 'request':
      return howOfRequest(asked.request, asked.rowId);
    case 'header':
      return howOfHeader(asked.analysis, asked.red);
    case 'path':
      return [{ title: t('how.path', 'Path'), lines: howOfPath(asked.row, asked.of) }];
    case 'search':
      return [{ title: t('how.search', 'Search'), lines: howOfSearch(asked.found) }];
    case 'filters':
      return [{ title: t('how.filters', 'Filters'), lines: howOfFilters(asked) }];
    case 'comparison':
      return howOfComparison(asked.comparison, asked.shown);
    case 'labels':
      return howOfLabels(asked);
    case 'traces':
      return howOfTraces(asked.shares);
    case 'changes':
      return howOfChanges(asked.state, asked.of);
  }
}
