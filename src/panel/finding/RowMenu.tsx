/** Everything that can be done with a row or with a function alone, at the pointer or (key m) at its row. */
import React from 'react';
import type { LinkModel } from '@grafana/data';
import { ContextMenu, Menu } from '@grafana/ui';
import type { FunctionRef, Row } from '../../analysis';
import { t } from '../../shared/ui/i18n/translate';
import type { Marks } from '../marks/useMarks';
import type { FindingTools } from './findingTools';
import { wholePlace } from './sourceLink';

export interface RowMenuProps {
  readonly subject: FunctionRef;
  /** the subject's own row; null for a function that the table has no row of */
  readonly row: Row | null;
  /** CSS pixels in the window */
  readonly x: number;
  readonly y: number;
  readonly tools: FindingTools;
  /** null where nothing of the viewer's can be kept, or would not show */
  readonly marks: Marks | null;
  onCopy(text: string, what: string): void;
  onCopyMarkdown(row: Row): void;
  onClose(): void;
}

/** Grafana's menu turns to the left where the right has no room; in a narrow window it would leave it there. */
const NARROW_WINDOW = 720;

export function RowMenu({ subject, row, x, y, tools, marks, onCopy, onCopyMarkdown, onClose }: RowMenuProps) {
  // A row without a site is about its subject.
  const edited = row?.site ?? subject;
  const flameGraph = tools.flameGraphOf(subject);
  const mark = (kind: 'muted' | 'inherent') =>
    marks?.set({ kind, service: tools.service, key: subject.key, name: subject.shortName });
  return (
    <ContextMenu
      x={window.innerWidth < NARROW_WINDOW ? 8 : x}
      y={y}
      onClose={onClose}
      renderMenuItems={() => (
        <>
          <Menu.Item
            label={t('finding.copy-function-name', 'Copy function name')}
            icon="copy"
            onClick={() => onCopy(subject.name, subject.shortName)}
          />
          <PlaceItem func={edited} tools={tools} onCopy={onCopy} />
          {row && (
            <Menu.Item
              label={t('finding.copy-finding-as-markdown', 'Copy finding as Markdown')}
              icon="file-alt"
              onClick={() => onCopyMarkdown(row)}
            />
          )}
          <Menu.Divider />
          <Menu.Item
            label={t('finding.hide-stacks-through-it', 'Hide stacks through it')}
            icon="eye-slash"
            onClick={() => tools.filterStacks('hide', subject)}
          />
          <Menu.Item
            label={t('finding.show-only-stacks-through-it', 'Show only stacks through it')}
            icon="filter"
            onClick={() => tools.filterStacks('only', subject)}
          />
          {tools.addFilter !== null &&
            tools.labels.map((label) => (
              <Menu.Item
                key={label.key}
                label={t('finding.filter-dashboard-by', 'Filter dashboard by {{key}} = {{value}}', {
                  key: label.key,
                  value: label.value,
                })}
                icon="filter"
                onClick={() => tools.addFilter?.(label)}
              />
            ))}
          {flameGraph && (
            <Menu.Item
              label={t('finding.flame-graph', 'Flame graph')}
              description={
                flameGraph.isFocused
                  ? t('finding.its-callers-and-callees-in', 'Its callers and callees, in Explore')
                  : t('finding.of-the-whole-profile-in', 'Of the whole profile, in Explore')
              }
              icon="external-link-alt"
              url={flameGraph.href}
              target="_blank"
            />
          )}
          {tools.dataLinksOf(subject).map((link, index) => (
            <LinkItem key={index} link={link} />
          ))}
          {row && marks && (
            <>
              <Menu.Divider />
              <Menu.Item
                label={t('finding.mute', 'Mute')}
                description={t('finding.no-row-of-it-for', 'No row of it, for you alone')}
                icon="bell-slash"
                onClick={() => mark('muted')}
              />
              <Menu.Item
                label={t('finding.mark-as-inherent', 'Mark as inherent')}
                description={t('finding.last-without-an-action-for', 'Last, without an action, for you alone')}
                icon="minus-circle"
                onClick={() => mark('inherent')}
              />
            </>
          )}
        </>
      )}
    />
  );
}

function PlaceItem({ func, tools, onCopy }: Pick<RowMenuProps, 'tools' | 'onCopy'> & { readonly func: FunctionRef }) {
  const place = wholePlace(func);
  const href = tools.sourceOf(func);
  if (href !== null) {
    return (
      <Menu.Item
        label={t('finding.open-in-repository', 'Open in repository')}
        icon="code-branch"
        url={href}
        target="_blank"
      />
    );
  }
  return place === '' ? null : (
    <Menu.Item
      label={t('finding.copy-path-line', 'Copy path:line')}
      icon="brackets-curly"
      onClick={() => onCopy(place, t('finding.place', 'Place'))}
    />
  );
}

function LinkItem({ link }: { readonly link: LinkModel }) {
  return (
    <Menu.Item
      label={link.title || link.href}
      icon="link"
      url={link.href}
      target={link.target}
      // Links of Grafana may carry an action of their own (Explore in place).
      onClick={link.onClick ? (event) => link.onClick?.(event) : undefined}
    />
  );
}
