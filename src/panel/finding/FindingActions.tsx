/** Buttons under the explanation: to the code, into a ticket, into the flame graph, and everything else. */
import React from 'react';
import { Button, LinkButton } from '@grafana/ui';
import type { Row } from '../../analysis';
import { t } from '../../shared/ui/i18n/translate';
import { placeText } from '../../shared/ui/names/nameText';
import type { WidthMode } from '../shell/panelSize';
import { testIds } from '../testIds';
import type { FindingTools } from './findingTools';
import { wholePlace } from './sourceLink';

interface Props {
  readonly row: Row;
  readonly tools: FindingTools;
  readonly mode: WidthMode;
  onCopy(text: string, what: string): void;
  onCopyMarkdown(row: Row): void;
  /** where the menu is to be */
  onMenu(row: Row, x: number, y: number): void;
}

/** CSS pixels that can be hit; Grafana's small button with an icon alone is narrower. */
const TARGET = 24;

export function FindingActions({ row, tools, mode, onCopy, onCopyMarkdown, onMenu }: Props) {
  const edited = row.site ?? row.subject;
  const place = wholePlace(edited);
  const href = tools.sourceOf(edited);
  const flameGraph = tools.flameGraphOf(row.subject);
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        icon="file-alt"
        data-testid={testIds.copyMarkdown}
        onClick={() => onCopyMarkdown(row)}
      >
        {t('finding.copy-as-markdown', 'Copy as Markdown')}
      </Button>
      {href !== null ? (
        <LinkButton
          size="sm"
          variant="secondary"
          icon="code-branch"
          href={href}
          target="_blank"
          rel="noopener noreferrer"
        >
          {t('finding.open', 'Open {{edited}}', { edited: placeText(edited) })}
        </LinkButton>
      ) : (
        place !== '' &&
        mode !== 'min' && (
          <Button
            size="sm"
            variant="secondary"
            icon="brackets-curly"
            onClick={() => onCopy(place, t('finding.place', 'Place'))}
          >
            {t('finding.copy-path-line', 'Copy path:line')}
          </Button>
        )
      )}
      {flameGraph && mode !== 'min' && (
        <LinkButton
          size="sm"
          variant="secondary"
          icon="external-link-alt"
          href={flameGraph.href}
          target="_blank"
          rel="noopener noreferrer"
          tooltip={
            flameGraph.isFocused
              ? t('finding.its-callers-and-callees-each', 'Its callers and callees, each as a flame graph, in Explore.')
              : t(
                  'finding.the-whole-profile-in-explore',
                  'The whole profile in Explore. This data source cannot show one function alone.'
                )
          }
        >
          {t('finding.flame-graph', 'Flame graph')}
        </LinkButton>
      )}
      <Button
        size="sm"
        variant="secondary"
        icon="ellipsis-v"
        style={{ minWidth: TARGET }}
        aria-label={t('finding.more-for', 'More for {{shortName}}', { shortName: row.subject.shortName })}
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          onMenu(row, left, bottom);
        }}
      />
    </>
  );
}
