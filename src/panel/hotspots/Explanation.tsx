/** Why the selected row's site, the ways to fix it, and what can be done with it; drawn again with another row alone. */
import React, { memo } from 'react';
import type { Analysis, Row } from '../../analysis/model';
import { howOfChange, type TableChanges } from '../change/tableChanges';
import { HowButton } from '../detail/HowButton';
import { WhyAndWays } from '../detail/WhyAndWays';
import { FindingActions } from '../finding/FindingActions';
import type { FindingTools } from '../finding/findingTools';
import type { ZoneName } from '../options';
import type { WidthMode } from '../shell/panelSize';
import { ZoneBoundary } from '../shell/ZoneBoundary';

interface Props {
  readonly row: Row;
  readonly analysis: Analysis;
  readonly changes: TableChanges | null;
  readonly mode: WidthMode;
  readonly zones: ReadonlySet<ZoneName>;
  readonly showWays: boolean;
  readonly fromService: boolean;
  readonly note: string;
  readonly tools: FindingTools;
  linkTo(rowId: string | null): string;
  onCopy(text: string, what: string): void;
  onCopyMarkdown(row: Row): void;
  onMenu(row: Row, x: number, y: number): void;
  evidence?(row: Row): React.ReactNode;
}

export const Explanation = memo(function Explanation(props: Props) {
  const { row, analysis, changes, mode, zones, showWays, fromService, note, tools } = props;
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
        fromService={fromService}
        onCopyLink={() => onCopy(linkTo(row.id), 'Link')}
      >
        {!fromService && <HowButton row={row} analysis={analysis} change={howOfChange(changes, row.id)} />}
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
