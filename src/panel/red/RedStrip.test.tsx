import React from 'react';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DataHoverClearEvent, DataHoverEvent, EventBusSrv } from '@grafana/data';
import type { RedModel } from '../../correlate/red';
import { RedStrip, type RedStripProps } from './RedStrip';
import { fakePlots } from './testing/FakeUPlotChart';
import { END, redFixture, series, slowerRequest, slowRequest, START } from './testing/redFixture';
import { redTestIds } from './testIds';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  UPlotChart: jest.requireActual('./testing/FakeUPlotChart').FakeUPlotChart,
}));

function setup(red: RedModel = redFixture(), props: Partial<RedStripProps> = {}) {
  const onPick = jest.fn();
  const eventBus = new EventBusSrv();
  const all: RedStripProps = {
    red,
    width: 1166,
    timeRange: { fromMs: START, toMs: END },
    timeZone: 'utc',
    pickedKey: null,
    eventBus,
    onPickExemplar: onPick,
    ...props,
  };
  const view = render(<RedStrip {...all} />);
  const chart = (kind: string) => within(screen.getByTestId(redTestIds.chart(kind)));
  return {
    onPick,
    eventBus,
    chart,
    user: userEvent.setup(),
    rerender: (next: Partial<RedStripProps>) => view.rerender(<RedStrip {...all} {...next} />),
  };
}

/** Texts with plain spaces, as a reader sees them. */
const textOf = (kind: string) => screen.getByTestId(redTestIds.chart(kind)).textContent?.replace(/\u00a0/g, ' ');

describe('RedStrip', () => {
  it('shows mean rate, errors as ratio and counts of the view, and the legend', () => {
    setup();
    // 46, 40 and 44 requests a second for 15 s each; the last error ratio is 0.4 %
    expect(textOf('rate')).toBe('Rate43.3 req/s');
    expect(screen.getByText(/43.3/)).toHaveAttribute('title', 'Mean of the view');
    expect(textOf('errors')).toBe('Errors0.5 %9 of 1,950');
    expect(textOf('duration')).toContain('Durationp99 1.86 sp95 640 msp50 18.0 msSlow requests 2');
  });

  it('opens a request by its dot', async () => {
    const { onPick, user } = setup();
    const dot = screen.getByRole('button', {
      name: /^Request POST \/checkout, 2.91\ss at 14:00:10, status 200\. Open its profile$/,
    });
    await user.click(dot);
    expect(onPick).toHaveBeenCalledWith(slowRequest);
  });

  it('marks the picked dot', () => {
    setup(redFixture(), { pickedKey: slowRequest.key });
    const picked = screen.getAllByTestId(redTestIds.dot).filter((dot) => dot.getAttribute('aria-pressed') === 'true');
    expect(picked.map((dot) => dot.getAttribute('data-trace-id'))).toEqual([slowRequest.traceId]);
  });

  it('opens a request by keyboard alone: list, arrow, Enter', async () => {
    const { onPick, user } = setup();
    await user.tab();
    expect(screen.getByTestId(redTestIds.slowButton)).toHaveFocus();
    await user.keyboard('{Enter}');
    const rows = within(await screen.findByTestId(redTestIds.slowList)).getAllByRole('button');
    expect(rows.map((row) => row.textContent?.replace(/\u00a0/g, ' '))).toEqual([
      '14:00:20 3.57 s POST /checkout 200',
      '14:00:10 2.91 s POST /checkout 200',
    ]);
    expect(rows[0]).toHaveFocus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onPick).toHaveBeenCalledWith(slowRequest);
    expect(screen.queryByTestId(redTestIds.slowList)).not.toBeInTheDocument();
    expect(screen.getByTestId(redTestIds.slowButton)).toHaveFocus();
  });

  it('closes the list by Escape, and by a click elsewhere', async () => {
    const { user } = setup();
    const button = screen.getByTestId(redTestIds.slowButton);
    await user.click(button);
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId(redTestIds.slowList)).not.toBeInTheDocument();
    expect(button).toHaveFocus();
    await user.click(button);
    await user.click(screen.getByText('Rate'));
    expect(screen.queryByTestId(redTestIds.slowList)).not.toBeInTheDocument();
  });

  it('hides only the chart whose query failed, and says why and what to do', () => {
    const { chart } = setup(
      redFixture({ series: [series('rate', [1, 2])], errors: { errors: 'parse error: unexpected )' } })
    );
    expect(chart('errors').getByText('The errors query failed')).toBeInTheDocument();
    expect(chart('errors').getByText('parse error: unexpected )')).toBeInTheDocument();
    expect(chart('errors').getByText(/Check the data source/)).toBeInTheDocument();
    expect(chart('duration').getByText('No duration data')).toBeInTheDocument();
    expect(textOf('rate')).toBe('Rate1.5 req/s');
    expect(fakePlots).toHaveLength(1);
  });

  it('names the lines that are missing from a chart that is there', () => {
    setup(redFixture({ series: [series('p99', [1, 2])] }));
    expect(textOf('duration')).toContain('p99 2.00 sp95 —p50 —');
  });

  it('says in one line that a panel has no metrics at all', () => {
    setup(redFixture({ series: [], queried: ['profile'] }));
    expect(screen.getByText(/No metrics in this panel/)).toBeInTheDocument();
    expect(screen.queryByTestId(redTestIds.chart('rate'))).not.toBeInTheDocument();
  });

  it('explains why there are no dots', async () => {
    const { user } = setup(redFixture({ exemplars: [] }));
    await user.click(screen.getByRole('button', { name: 'No requests' }));
    expect(
      await screen.findByText(/keeps no exemplars for this window, or the query does not ask for them/)
    ).toBeInTheDocument();
    expect(screen.getByText(/Switch “Exemplars” on/)).toBeInTheDocument();
  });

  it('says that no request was slow', async () => {
    const { user } = setup(redFixture({ sloSeconds: 60 }));
    await user.click(screen.getByTestId(redTestIds.slowButton));
    expect(await screen.findByText(/None of the 3 requests in view took 60\ss or longer/)).toBeInTheDocument();
  });

  it('draws a gap for a value that a log axis can not show', () => {
    setup(redFixture({ series: [series('p99', [0, 2, NaN])] }));
    expect(fakePlots[0].data[3]).toEqual([null, 2, null]);
  });

  it('keeps sparklines and the list in a narrow panel, without dots', async () => {
    const { user, onPick } = setup(redFixture(), { width: 404 });
    expect(textOf('duration')).toBe('p99 1.86\u00a0sSlow 2'.replace(/\u00a0/g, ' '));
    expect(screen.queryByTestId(redTestIds.dot)).not.toBeInTheDocument();
    await user.click(screen.getByTestId(redTestIds.slowButton));
    await user.click(within(await screen.findByTestId(redTestIds.slowList)).getAllByRole('button')[0]);
    expect(onPick).toHaveBeenCalledWith(slowerRequest);
  });

  it('shares the crosshair among its charts and with the dashboard', () => {
    jest.useFakeTimers();
    const { eventBus } = setup();
    const heard: Array<number | null | undefined> = [];
    eventBus.subscribe(DataHoverEvent, (event) => heard.push(event.payload.point.time));
    const [rate, errors, duration] = fakePlots;

    act(() => errors.pointAt(START + 15_000));
    expect(textOf('rate')).toBe('Rate40 req/s14:00:15');
    expect(textOf('errors')).toBe('Errors1.0 %');
    expect(rate.setCursor).toHaveBeenLastCalledWith(expect.objectContaining({ left: 50 }), false);
    expect(duration.setCursor).toHaveBeenLastCalledWith(expect.objectContaining({ left: 50 }), false);
    act(() => jest.advanceTimersByTime(200));
    expect(heard).toEqual([START + 15_000]);

    act(() => eventBus.publish(new DataHoverEvent({ point: { time: START } })));
    expect(textOf('rate')).toBe('Rate46 req/s14:00:00');
    act(() => eventBus.publish(new DataHoverClearEvent()));
    expect(textOf('rate')).toBe('Rate43.3 req/s');
    jest.useRealTimers();
  });
});
