import React, { useState } from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Analysis } from '../../analysis';
import { effectiveZones } from '../options';
import type { WidthMode } from '../shell/panelSize';
import type { UrlState } from '../state/useUrlState';
import { noUrlValues, type UrlValues } from '../state/viewState';
import { analysisFixture, fixtureRows } from '../testing/analysisFixture';
import { findingToolsOf } from '../testing/findingTools';
import { testIds } from '../testIds';
import { HotspotView } from './HotspotView';

/** Renders the view as the panel does, with URL state that a test can read; returns what a user can see and do. */
function setup({ analysis = analysisFixture(), mode = 'full' as WidthMode, values = {} as Partial<UrlValues> } = {}) {
  const user = userEvent.setup();
  const writes: Array<Partial<UrlValues>> = [];
  function Host({ shown }: { shown: Analysis }) {
    const [state, setState] = useState<UrlValues>({ ...noUrlValues, ...values });
    const url: UrlState = {
      ...state,
      update: (patch) => {
        writes.push(patch);
        setState((before) => ({ ...before, ...patch }));
      },
    };
    return (
      <HotspotView
        analysis={shown}
        request={null}
        width={mode === 'min' ? 400 : 1_180}
        mode={mode}
        zones={effectiveZones()}
        showWays
        leastRows={6}
        url={url}
        tools={findingToolsOf()}
        linkTo={(row) => `http://host/?row=${row}`}
      />
    );
  }
  const view = render(<Host shown={analysis} />);
  const row = (name: string) =>
    screen.getAllByTestId(testIds.row).find((element) => within(element.querySelector('td')!).queryByText(name))!;
  return {
    user,
    writes,
    row,
    refresh: (next: Analysis) => view.rerender(<Host shown={next} />),
    rows: () => screen.getAllByTestId(testIds.row),
    steps: () => screen.getAllByTestId(testIds.ribbonStep),
    answer: () => screen.getByTestId(testIds.answer),
    status: () => screen.getByTestId(testIds.status),
  };
}

describe('hotspot view', () => {
  it('names site and layer of each finding in one table row', () => {
    const { row } = setup();
    expect(row('compile')).toHaveTextContent(/Caller.*ApplyRules/);
    expect(row('mallocgc + GC')).toHaveTextContent(/Inside.*Build.*report/);
    expect(row('Normalize')).toHaveTextContent(/Leaf.*Normalize/);
    expect(row('feed.Handle')).toHaveTextContent(/Callee.*Markdown/);
    expect(row('Mutex.Lock')).toHaveTextContent(/Need data.*Mutex profile/);
    expect(row('Generate')).toHaveTextContent(/No action/);
  });

  it('answers for the best row at first, and for another row once it is clicked', async () => {
    const { user, row, answer, writes, status } = setup();
    expect(row('compile')).toHaveAttribute('aria-selected', 'true');
    expect(answer()).toHaveTextContent('Edit pricing.ApplyRules. Saves 24 % (19–29) of CPU per request.');
    await user.click(row('Normalize'));
    expect(writes).toEqual([{ row: fixtureRows.normalizeRow.id }]);
    expect(answer()).toHaveTextContent('Edit textnorm.Normalize.');
    expect(screen.getByRole('list', { name: 'Call path of Normalize, root to leaf' })).toBeInTheDocument();
    expect(status()).toHaveTextContent('Normalize selected. Fix layer Leaf.');
  });

  it('keeps the selection through a refresh that changes the order', () => {
    const { row, refresh } = setup({ values: { row: fixtureRows.solveRow.id } });
    const analysis = analysisFixture();
    refresh({ ...analysis, rows: [...analysis.rows].reverse() });
    expect(row('Solve')).toHaveAttribute('aria-selected', 'true');
  });

  it('goes from the table to the path and back by keyboard', async () => {
    const { user, row, steps } = setup();
    row('compile').focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(row('Normalize')).toHaveFocus();
    await user.keyboard('{Enter}');
    const site = screen.getByRole('button', { name: /textnorm\.Normalize.*fix site/ });
    expect(site).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(screen.getByRole('button', { name: /^checkout\.Handle/ })).toHaveFocus();
    await user.keyboard('{Home}');
    expect(steps()[0]).toHaveFocus();
    await user.keyboard('e');
    expect(site).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(row('Normalize')).toHaveFocus();
  });

  it('has one tab stop in the table and one in the path', () => {
    const { rows, steps } = setup();
    expect(rows().filter((element) => element.tabIndex === 0)).toHaveLength(1);
    expect(steps().filter((element) => element.tabIndex === 0)).toHaveLength(1);
  });

  it('expands a row to its callers and to where its time goes, by arrow keys', async () => {
    const { user, row } = setup();
    row('Normalize').focus();
    await user.keyboard('{ArrowRight}');
    const detail = screen.getByTestId(testIds.rowDetail);
    expect(detail).toHaveTextContent(/Callers 6 in total, share of Normalize/);
    expect(within(detail).getByText('foldRunes')).toBeInTheDocument();
    await user.keyboard('{ArrowLeft}');
    expect(screen.queryByTestId(testIds.rowDetail)).not.toBeInTheDocument();
  });

  it('switches to raw figures and says so in the header', async () => {
    const { user, row, writes } = setup();
    expect(row('compile')).toHaveTextContent('27.0');
    await user.click(screen.getByTestId(testIds.figures));
    await user.click(await screen.findByText('Raw'));
    expect(writes).toEqual([{ raw: true }]);
    expect(row('compile')).toHaveTextContent('6.8');
    expect(screen.getByRole('columnheader', { name: /Self raw/ })).toBeInTheDocument();
  });

  it('lists what a folded figure adds up to', async () => {
    const { user, row } = setup();
    await user.hover(within(row('compile')).getByText('27.0'));
    const tip = await screen.findByRole('tooltip');
    expect(tip).toHaveTextContent(/compile6\.2 %/);
    expect(tip).toHaveTextContent(/Self27\.0 %/);
  });

  it('shows all rows on request', async () => {
    const rows = Array.from({ length: 14 }, (_, index) => ({ ...fixtureRows.bcryptRow, id: `row-${index}` }));
    const view = setup({ analysis: analysisFixture({ rows }) });
    expect(view.rows()).toHaveLength(9);
    await view.user.click(screen.getByTestId(testIds.showAll));
    expect(view.rows()).toHaveLength(14);
  });

  it('never hides a row that has a fix', () => {
    const rows = Array.from({ length: 14 }, (_, index) => ({ ...fixtureRows.solveRow, id: `row-${index}` }));
    expect(setup({ analysis: analysisFixture({ rows }) }).rows()).toHaveLength(14);
  });

  it('opens the list of callers at a fan-in', async () => {
    const { user } = setup({ values: { row: fixtureRows.normalizeRow.id } });
    await user.click(screen.getByRole('button', { name: /×6 callers, this one 24\s%/ }));
    expect(await screen.findByText('Callers of Normalize, by share of its time')).toBeInTheDocument();
    expect(screen.getByText('2 others, 23 %')).toBeInTheDocument();
  });

  it('shows the ledger for the collector only', async () => {
    const { user, row } = setup();
    expect(screen.queryByTestId(testIds.ledger)).not.toBeInTheDocument();
    await user.click(row('mallocgc + GC'));
    expect(screen.getByTestId(testIds.ledger)).toHaveTextContent(/GC ledger 23\.0 % of CPU.*Alloc 8\.6/);
  });

  it('copies a name and a link, and says so', async () => {
    const { user, row, status } = setup();
    row('compile').focus();
    await user.keyboard('c');
    expect(await screen.findByText('compile copied.', { selector: '[role=status]' })).toBeInTheDocument();
    await user.click(await screen.findByTestId(testIds.copyLink));
    expect(status()).toHaveTextContent('Link copied.');
    await expect(navigator.clipboard.readText()).resolves.toBe(`http://host/?row=${fixtureRows.compileRow.id}`);
  });

  it('says when no single place matters', () => {
    setup({ analysis: analysisFixture({ verdict: 'flat', rows: [fixtureRows.bcryptRow] }) });
    expect(screen.getByText('No single place')).toBeInTheDocument();
  });

  it('shows function, self and layer in the narrowest panel, and the path from top to bottom', () => {
    setup({ mode: 'min' });
    expect(screen.getAllByRole('columnheader').map((header) => header.textContent)).toEqual([
      'Function',
      'Self %',
      'Fix layer',
    ]);
    expect(screen.getByText('Work starts')).toBeInTheDocument();
  });
});
