/** Menu, buttons and marks of a row, as a user acts, in the view that holds them. */
import React, { useState } from 'react';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PluginContextProvider, type PluginMeta } from '@grafana/data';
import { HotspotView } from '../hotspots/HotspotView';
import { MarksProvider } from '../marks/MarksProvider';
import { forgetMarks } from '../marks/useMarks';
import { effectiveZones } from '../options';
import { noUrlValues, type UrlValues } from '../state/viewState';
import { analysisFixture } from '../testing/analysisFixture';
import { findingToolsOf } from '../testing/findingTools';
import { testIds } from '../testIds';
import type { FindingTools } from './findingTools';

/** A busy machine is no failure. */
const wait = { timeout: 20_000 };

const storage = { getItem: jest.fn(), setItem: jest.fn() };
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  usePluginUserStorage: () => storage,
}));

// jsdom has no such method yet; Grafana's links ask it.
URL.canParse ??= (text) => /^\w+:/.test(String(text));

const meta = { id: 'fixlayer-hotpath-panel' } as PluginMeta;

function setup(change: Partial<FindingTools> = {}) {
  const user = userEvent.setup();
  const tools = findingToolsOf(change);
  function Host() {
    const [state, setState] = useState<UrlValues>(noUrlValues);
    return (
      <PluginContextProvider meta={meta}>
        <MarksProvider>
          <HotspotView
            analysis={analysis}
            request={null}
            width={1_180}
            mode="full"
            zones={effectiveZones()}
            showWays
            leastRows={6}
            url={{ ...state, update: (patch) => setState((before) => ({ ...before, ...patch })) }}
            tools={tools}
            linkTo={() => 'http://host/'}
          />
        </MarksProvider>
      </PluginContextProvider>
    );
  }
  render(<Host />);
  const names = () => screen.getAllByTestId(testIds.row).map((row) => row.querySelector('td')?.textContent?.trim());
  const openMenu = async (at: number) => {
    screen.getAllByTestId(testIds.row)[at].focus();
    await user.keyboard('m');
    return screen.findByRole('menu', {}, wait);
  };
  const choose = async (at: number, name: RegExp) =>
    user.click(within(await openMenu(at)).getByRole('menuitem', { name }));
  return { user, names, openMenu, choose };
}

const analysis = analysisFixture();
const [first] = analysis.rows;

beforeEach(() => {
  forgetMarks();
  storage.getItem.mockReset().mockResolvedValue(null);
  storage.setItem.mockReset().mockResolvedValue(undefined);
});

describe('row menu', () => {
  it('opens with m at the row and gives the focus back to it', async () => {
    const { user, openMenu } = setup();
    await openMenu(1);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull(), wait);
    await waitFor(() => expect(screen.getAllByTestId(testIds.row)[1]).toHaveFocus(), wait);
  });

  it('hides the stacks through a function', async () => {
    const filterStacks = jest.fn();
    const { choose } = setup({ filterStacks });
    await choose(0, /Hide stacks/);
    expect(filterStacks).toHaveBeenCalledWith('hide', first.subject);
  });

  it('offers nothing that has no effect', async () => {
    const menu = within(await setup().openMenu(0));
    expect(menu.queryByText(/Filter dashboard|Flame graph|Open in repository/)).toBeNull();
  });

  it('filters the dashboard by a label of the query', async () => {
    const addFilter = jest.fn();
    const { choose } = setup({ addFilter, labels: [{ key: 'service_name', value: 'checkout' }] });
    await choose(0, /service_name = checkout/);
    expect(addFilter).toHaveBeenCalledWith({ key: 'service_name', value: 'checkout' });
  });

  it('opens data links of the panel', async () => {
    const { openMenu } = setup({
      dataLinksOf: () =>
        [{ title: 'Runbook', href: 'https://wiki.example/x', target: '_blank', origin: undefined }] as never,
    });
    expect(within(await openMenu(0)).getByRole('menuitem', { name: /Runbook/ })).toHaveAttribute(
      'href',
      'https://wiki.example/x'
    );
  });
});

describe('marks of the viewer', () => {
  it('takes a muted row away, keeps the mark, lists it and undoes it', async () => {
    const { user, names, choose } = setup();
    const before = names();
    await choose(0, /Mute/);
    expect(names()).toEqual(before.slice(1));
    await waitFor(() => expect(storage.setItem).toHaveBeenCalledTimes(1), wait);
    expect(JSON.parse(storage.setItem.mock.calls[0][1])).toEqual([
      { kind: 'muted', service: 'checkout', key: first.subject.key, name: first.subject.shortName },
    ]);
    await user.click(screen.getByTestId(testIds.marks));
    await user.click(await screen.findByRole('button', { name: /Undo the mark of/ }, wait));
    await waitFor(() => expect(names()).toEqual(before), wait);
    await waitFor(() => expect(storage.setItem.mock.lastCall?.[1]).toBe('[]'), wait);
  });

  it('shows a row marked as inherent last, without an action', async () => {
    const { names, choose } = setup();
    await choose(0, /inherent/);
    expect(names().at(-1)).toContain(first.subject.shortName);
    expect(screen.getAllByTestId(testIds.row).at(-1)).toHaveTextContent(/No action/);
  });

  it('finds the marks of an earlier visit', async () => {
    const mark = { kind: 'muted', service: 'checkout', key: first.subject.key, name: 'x' };
    storage.getItem.mockResolvedValue(JSON.stringify([mark]));
    const { names } = setup();
    await waitFor(() => expect(names()[0]).not.toContain(first.subject.shortName), wait);
  });

  it('adds to the stored marks, even where they come after the click', async () => {
    const stored = { kind: 'muted', service: 'catalog', key: 'k', name: 'n' };
    let answer: (text: string) => void = () => undefined;
    storage.getItem
      .mockReturnValueOnce(new Promise<string>((resolve) => (answer = resolve)))
      .mockResolvedValue(JSON.stringify([stored]));
    const { names, choose } = setup();
    await choose(0, /Mute/);
    expect(names()[0]).not.toContain(first.subject.shortName);
    expect(storage.setItem).not.toHaveBeenCalled();
    answer(JSON.stringify([stored]));
    await waitFor(() => expect(storage.setItem).toHaveBeenCalled(), wait);
    expect(JSON.parse(storage.setItem.mock.calls[0][1])).toEqual([
      stored,
      expect.objectContaining({ key: first.subject.key }),
    ]);
  });

  it('writes over nothing that it could not read, and says so', async () => {
    storage.getItem.mockRejectedValue(new Error('503'));
    const { choose } = setup();
    await choose(0, /Mute/);
    await waitFor(
      () => expect(screen.getByTestId(testIds.marks)).toHaveTextContent('1 marked by you, not saved'),
      wait
    );
    expect(storage.setItem).not.toHaveBeenCalled();
  });

  it('shows all rows where the storage fails', async () => {
    storage.getItem.mockRejectedValue(new Error('503'));
    const { names } = setup();
    expect(names()[0]).toContain(first.subject.shortName);
  });
});

it('opens the line in the repository where it is known', async () => {
  setup({ sourceOf: () => 'https://git.example/x#L88' });
  expect(await screen.findByRole('link', { name: /Open/ })).toHaveAttribute('href', 'https://git.example/x#L88');
});
