/** Another path than the main one: chosen in the list of a step's callers or by keys, kept over a refresh, and undone. */
import React from 'react';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type DataFrame, dataFrameFromJSON, dataFrameToJSON } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { treeFromText } from '../../profiles/testing/treeFromText';
import { NBSP } from '../../shared/lib/format';
import { HotpathPanel } from '../HotpathPanel';
import { panelData, panelProps, profileFrame } from '../testing/panelHost';
import { testIds } from '../testIds';

// No worker in jsdom: what refuses to start is answered on the main thread.
jest.mock('../analysis/createAnalysisWorker', () => ({
  createAnalysisWorker: () => {
    throw new Error('no workers here');
  },
}));

const line = (...cells: string[]) => cells.map((cell) => cell.padEnd(28)).join('');
/** One shared function with three callers; the middle one is reached from two places. */
const sharedFrame = (...[a, b, c, d]: readonly number[]): DataFrame =>
  profileFrame(
    treeFromText(
      [
        line(
          `example.com/m.Main×${a}`,
          `example.com/m.Main×${b}`,
          `example.com/m.Main×${c}`,
          `example.com/m.Main×${d}`
        ),
        line('example.com/a.Cart', 'example.com/b.Search', 'example.com/c.Feed', 'example.com/d.Report'),
        line('example.com/a.Total', 'example.com/b.List', 'example.com/b.List', 'example.com/d.Print'),
        line(...Array.from({ length: 4 }, () => 'example.com/s.Format')),
      ].join('\n')
    )
  );

const TWO_ROWS = profileFrame(
  treeFromText(
    [
      line('example.com/m.Main×300', 'example.com/m.Main×200', 'example.com/m.Main×200'),
      line('example.com/a.Cart', 'example.com/b.Search', 'example.com/o.Other'),
      line('example.com/a.Total', 'example.com/b.List'),
      line('example.com/s.Format', 'example.com/s.Format'),
    ].join('\n')
  )
);

async function setup(frame = sharedFrame(300, 150, 100, 50), width = 1_180) {
  const user = userEvent.setup();
  const props = (shown: DataFrame) => panelProps(panelData({ series: [shown] }), { width });
  const view = render(<HotpathPanel {...props(frame)} />);
  const steps = () => screen.getAllByTestId(testIds.ribbonStep);
  const path = () => steps().map((step) => step.querySelector('span')!.textContent!.split(',')[0]);
  await screen.findAllByTestId(testIds.row);
  await waitFor(() => expect(path()).toEqual(['m.Main', 'a.Cart', 'a.Total', 's.Format']));
  return {
    user,
    path,
    steps,
    step: (name: string) => steps().find((step) => step.textContent.startsWith(name))!,
    shows: (...names: string[]) => waitFor(() => expect(path()).toEqual(names)),
    refresh: (next: DataFrame) => view.rerender(<HotpathPanel {...props(next)} />),
    bar: () => screen.queryByTestId(testIds.routeBar),
    said: () => screen.getByTestId(testIds.routeStatus).textContent.replaceAll(NBSP, ' '),
    back: () => user.click(screen.getByRole('button', { name: 'Back to the main path' })),
    async openCallersOf(name: string) {
      await user.click(screen.getByRole('button', { name: new RegExp(`List callers of ${name}$`) }));
      return within(await screen.findByTestId(testIds.callersList));
    },
  };
}

beforeEach(() => locationService.replace('/d/x'));

it('goes up through the caller that is chosen in the list, and back', async () => {
  const { shows, openCallersOf, bar, back, said, steps } = await setup();
  const list = await openCallersOf('Format');
  const radios = list.getAllByRole('radio');
  expect(radios.map((radio) => radio.closest('label')!.textContent.replaceAll(NBSP, ' '))).toEqual([
    'Total a50 %',
    'List b42 %',
    'Print d8 %',
  ]);
  expect(radios[0]).toBeChecked();
  act(() => radios[1].click());
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
  expect(radios[1]).toBeChecked();
  expect(said()).toBe("Path through b.List, 42 % of Format's time. Caller 2 of 3.");
  expect(bar()!.textContent.replaceAll(NBSP, ' ')).toContain("Another path: through b.List, 42 % of Format's time.");
  await back();
  await shows('m.Main', 'a.Cart', 'a.Total', 's.Format');
  expect(bar()).toBeNull();
  expect(said()).toBe('Main path.');
  expect(steps()).toContain(document.activeElement);
});

it('goes between the callers of the step with the focus by arrow keys, and keeps the focus there', async () => {
  const { user, shows, step, path, bar } = await setup();
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
  expect(step('s.Format')).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'd.Report', 'd.Print', 's.Format');
  await user.keyboard('{ArrowDown}');
  expect(path()).toEqual(['m.Main', 'd.Report', 'd.Print', 's.Format']);
  await user.keyboard('{ArrowUp}{ArrowUp}');
  await shows('m.Main', 'a.Cart', 'a.Total', 's.Format');
  expect(step('s.Format')).toHaveFocus();
  expect(bar()).toBeNull();
});

it('keeps a choice nearer to the leaf when another is made above it, and ends those above when it is changed', async () => {
  const { user, shows, step } = await setup();
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
  await user.keyboard('{ArrowLeft}');
  expect(step('b.List')).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'c.Feed', 'b.List', 's.Format');
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'd.Report', 'd.Print', 's.Format');
  await user.keyboard('{ArrowUp}');
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
});

it('counts callers beyond those listed, and keeps the focus on what lists more of them', async () => {
  const callers = Array.from({ length: 15 }, (_, at) => at);
  const many = profileFrame(
    treeFromText(
      [
        line('example.com/m.Main×300', ...callers.map((at) => `example.com/m.Main×${40 - at}`)),
        line('example.com/a.Cart', ...callers.map((at) => `example.com/p${at}.Handle`)),
        line('example.com/a.Total', ...callers.map((at) => `example.com/p${at}.Make`)),
        line(...Array.from({ length: 16 }, () => 'example.com/s.Format')),
      ].join('\n')
    )
  );
  const { user, openCallersOf, shows, step, said } = await setup(many);
  const list = await openCallersOf('Format');
  expect(screen.getByRole('button', { name: /^×16/ })).toBeInTheDocument();
  const others = list.getByRole('button', { name: /^12 others/ });
  expect(others).toHaveAttribute('aria-expanded', 'false');
  act(() => others.focus());
  await user.keyboard('{Enter}');
  expect(list.getAllByRole('radio')).toHaveLength(12);
  // The four smallest: 29 + 28 + 27 + 26 of 795.
  expect(list.getByText(/12 of 16 callers listed, the rest/)).toHaveTextContent(/the rest 14\s%/);
  expect(others).toHaveFocus();
  expect(others).toHaveAttribute('aria-expanded', 'true');
  await user.keyboard('{Enter}');
  expect(list.getAllByRole('radio')).toHaveLength(4);
  expect(others).toHaveFocus();
  act(() => list.getAllByRole('radio')[1].click());
  await shows('m.Main', 'p0.Handle', 'p0.Make', 's.Format');
  expect(step('s.Format')).toBeInTheDocument();
  expect(said()).toContain('Caller 2 of 16.');
});

it.each(['key', 'list', 'button'])(
  'says that the path is the main one again, by %s, and not of another row',
  async (by) => {
    const { user, shows, step, said, back, openCallersOf } = await setup(TWO_ROWS);
    expect(said()).toBe('');
    step('s.Format').focus();
    await user.keyboard('{ArrowDown}');
    await shows('m.Main', 'b.Search', 'b.List', 's.Format');
    await waitFor(() => expect(said()).toMatch(/^Path through b\.List/));
    if (by === 'key') {
      await user.keyboard('{ArrowUp}');
    } else if (by === 'list') {
      const [main] = (await openCallersOf('Format')).getAllByRole('radio');
      act(() => main.click());
    } else {
      await back();
    }
    await shows('m.Main', 'a.Cart', 'a.Total', 's.Format');
    expect(said()).toBe('Main path.');
    const [first, other] = screen.getAllByTestId(testIds.row);
    await user.click(other);
    await shows('m.Main', 'o.Other');
    expect(said()).toBe('');
    await user.click(first);
    await shows('m.Main', 'a.Cart', 'a.Total', 's.Format');
    expect(said()).toBe('');
  }
);

it('asks for the same way after a refresh, and says when a caller is gone', async () => {
  const { user, shows, step, refresh, bar } = await setup();
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
  refresh(sharedFrame(300, 90, 110, 50));
  await shows('m.Main', 'c.Feed', 'b.List', 's.Format');
  refresh(
    profileFrame(treeFromText(`example.com/m.Main×400\nexample.com/a.Cart\nexample.com/a.Total\nexample.com/s.Format`))
  );
  await shows('m.Main', 'a.Cart', 'a.Total', 's.Format');
  await waitFor(() => expect(bar()).toHaveTextContent('The chosen path is not in this profile.'));
});

it('speaks of no other path where a refresh makes the chosen one the main path', async () => {
  const { user, shows, step, refresh, bar, said } = await setup();
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
  expect(bar()).toHaveTextContent('Another path');
  refresh(sharedFrame(100, 400, 50, 50));
  await waitFor(() => expect(bar()).toBeNull());
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
  expect(said()).toBe('Main path.');
  refresh(sharedFrame(300, 150, 100, 50));
  await waitFor(() => expect(bar()).toHaveTextContent('Another path'));
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
});

it('marks the caller that is followed, and goes on from it, where the chosen path is gone', async () => {
  const { user, shows, step, refresh, bar, openCallersOf } = await setup();
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
  // List goes, its place in the profile is Feed's.
  refresh(
    profileFrame(
      treeFromText(
        [
          line(...[300, 150, 50].map((weight) => `example.com/m.Main×${weight}`)),
          line('example.com/a.Cart', 'example.com/c.Feed', 'example.com/d.Report'),
          line('example.com/a.Total', 'example.com/c.Each', 'example.com/d.Print'),
          line('example.com/s.Format', 'example.com/s.Format', 'example.com/s.Format'),
        ].join('\n')
      )
    )
  );
  await shows('m.Main', 'a.Cart', 'a.Total', 's.Format');
  await waitFor(() => expect(bar()).toHaveTextContent('The chosen path is not in this profile.'));
  const list = await openCallersOf('Format');
  expect(list.getAllByRole('radio')[0]).toBeChecked();
  await user.keyboard('{Escape}');
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'c.Feed', 'c.Each', 's.Format');
  await waitFor(() => expect(bar()).toHaveTextContent('Another path: through c.Each'));
});

it('starts with the main path where another row was selected in between', async () => {
  const { user, shows, step } = await setup(TWO_ROWS);
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
  const [first, other] = screen.getAllByTestId(testIds.row);
  await user.click(other);
  await shows('m.Main', 'o.Other');
  await user.click(first);
  await shows('m.Main', 'a.Cart', 'a.Total', 's.Format');
});

it('works with the profile that a snapshot of the dashboard keeps', async () => {
  const saved = JSON.parse(JSON.stringify(dataFrameToJSON(sharedFrame(300, 150, 100, 50))));
  const { user, shows, step } = await setup(dataFrameFromJSON(saved));
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
});

it('says why a path can not be read where the data went with its frame', async () => {
  const frame = sharedFrame(300, 150, 100, 50);
  const { user, step, bar, path } = await setup(frame);
  act(() => frame.fields.forEach((field) => (field.values.length = 0)));
  step('s.Format').focus();
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(bar()).toHaveTextContent('The path could not be read. The profile that it'));
  expect(path()).toEqual(['m.Main', 'a.Cart', 'a.Total', 's.Format']);
});

it('goes between callers by ← and → where the path is upright', async () => {
  const { user, shows, step } = await setup(sharedFrame(300, 150, 100, 50), 400);
  step('s.Format').focus();
  await user.keyboard('{ArrowRight}');
  await shows('m.Main', 'b.Search', 'b.List', 's.Format');
  await user.keyboard('{ArrowUp}');
  expect(step('b.List')).toHaveFocus();
  // As the sheet of keys says.
  await user.keyboard('?');
  const sheet = within(await screen.findByTestId(testIds.cheatSheet));
  const keysOf = (text: string) => sheet.getByText(text).parentElement!.querySelector('dt')!.textContent;
  expect(keysOf('Along the path; between callers where it is upright')).toBe('←→');
  expect(keysOf('Between the callers of a step; along the path where it is upright')).toBe('↑↓');
});
