/** Which figures a card tells about. */
import type { Analysis, ProfileKind } from '../../analysis/model';
import type { RedModel } from '../../correlate/red';
import type { RequestView } from '../hotspots/requestView';
import { howOfChanges, type ReadyChanges } from './howChanges';
import { howOfHeader } from './howHeader';
import type { HowSection } from './howLine';
import { howOfRequest } from './howRequest';
import type { HowInput } from './howRow';
import { howOfSelected } from './howSelected';

export type HowAsked =
  | ({ readonly kind: 'selected' } & HowInput)
  | { readonly kind: 'request'; readonly request: RequestView; readonly rowId: string }
  | { readonly kind: 'header'; readonly analysis: Analysis; readonly red: RedModel }
  | { readonly kind: 'changes'; readonly state: ReadyChanges; readonly of: ProfileKind };

export function howTexts(asked: HowAsked): readonly HowSection[] {
  switch (asked.kind) {
    case 'selected':
      return howOfSelected(asked);
    case 'request':
      return howOfRequest(asked.request, asked.rowId);
    case 'header':
      return howOfHeader(asked.analysis, asked.red);
    case 'changes':
      return howOfChanges(asked.state, asked.of);
  }
}
