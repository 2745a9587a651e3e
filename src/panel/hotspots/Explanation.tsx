/** Why the selected row's site, the ways to fix it, and what can be done with it; drawn again with another row alone. */
import React, { memo } from 'react';
import type { Analysis, Row } from '../../analysis/model';
import { t } from '../../shared/ui/i18n/translate';
import { howOfChange, type TableChanges } from '../change/tableChanges';
import { WhyAndWays } from '../detail/WhyAndWays';
import { FindingActions } from '../finding/FindingActions';
import type { FindingTools } from '../finding/findingTools';
import { HowButton } from '../how/HowButton';
import type { ZoneName } from '../options';
import type { WidthMode } from '../shell/panelSize';
import { ZoneBoundary } from '../shell/ZoneBoundary';
import type { RequestView } from './requestView';

interface Props {
  readonly row: Row;
  readonly analysis: Analysis;
  readonly changes: TableChanges | null;
  readonly mode: WidthMode;
  readonly zones: ReadonlySet<ZoneName>;
  readonly showWays: boolean;
  /** the one request that is shown; its reasons are the service's */
  readonly request: RequestView | null;
  readonly note: string;
  readonly tools: FindingTools;
  linkTo(rowId: string | null): string;
  onCopy(text: string, what: string): void;
  onCopyMarkdown(row: Row): void;
  onMenu(row: Row, x: number, y: number): void;
  evidence?(row: Row): React.ReactNode;
}

export const Explanation = memo(function Explanation(props: Props) {
  const { row, analysis, changes, mode, zones, showWays, request, note, tools } = props;
  const { linkTo, onCopy, onCopyMarkdown, onMenu } = props;
  return (
    <ZoneBoundary name="explanation" dependencies={[row]}>
      <WhyAndWays
        row={row}
        kind={analysis.profile.kind}
        stacked={mode !== 'wide' && mode !== 'full'}
        showWhy={zones.has('why')}
        showWays={showWays && zones.has('ways')}
        note={note}
        fromService={request !== null}
        onCopyLink={() => onCopy(linkTo(row.id), t('hotspots.link', 'Link'))}
      >
        <HowButton
          of={row.subject.shortName}
          asked={
            request === null
              ? { kind: 'selected', row, analysis, change: howOfChange(changes, row.id) }
              : { kind: 'request', request, rowId: row.id }
          }
        />
        <FindingActions
          row={row}
          tools={tools}
          mode={mode}
          onCopy={onCopy}
          onCopyMarkdown={onCopyMarkdown}
          onMenu={onMenu}
        />
        {props.evidence?.(row)}
      </WhyAndWays>
    </ZoneBoundary>
  );
});
