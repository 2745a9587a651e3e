/** Why the selected row's site, the ways to fix it, and what can be done with it; drawn again with another row alone. */
import React, { memo } from 'react';
import type { ProfileKind, Row } from '../../analysis/model';
import { WhyAndWays } from '../detail/WhyAndWays';
import { FindingActions } from '../finding/FindingActions';
import type { FindingTools } from '../finding/findingTools';
import type { ZoneName } from '../options';
import type { WidthMode } from '../shell/panelSize';
import { ZoneBoundary } from '../shell/ZoneBoundary';

interface Props {
  readonly row: Row;
  readonly kind: ProfileKind;
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
  const { row, kind, mode, zones, showWays, fromService, note, tools, linkTo, onCopy, onCopyMarkdown, onMenu } = props;
  return (
    <ZoneBoundary name="explanation" dependencies={[row]}>
      <WhyAndWays
        row={row}
        kind={kind}
        stacked={mode !== 'wide' && mode !== 'full'}
        showWhy={zones.has('why')}
        showWays={showWays && zones.has('ways')}
        note={note}
        fromService={fromService}
        onCopyLink={() => onCopy(linkTo(row.id), 'Link')}
      >
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
