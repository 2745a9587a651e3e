import React from 'react';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createDataFrame,
  type DataQueryError,
  type DataQueryRequest,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { HotpathPanel } from './HotpathPanel';
import { panelData, panelProps, profileFrame, profileTarget, shopTree, timeRange } from './testing/panelHost';
import { testIds } from './testIds';

// No worker in jsdom: what refuses to start is answered on the main thread.
jest.mock('./analysis/createAnalysisWorker', () => ({
  createAnalysisWorker: () => {
    throw new Error('no workers here');
  },
}));

function setup(data: PanelData, size = { width: 1_180, height: 900 }) {
  const onChangeTimeRange = jest.fn();
  const props = (shown: PanelData) => panelProps(shown, { ...size, onChangeTimeRange });
  const view = render(<HotpathPanel {...props(data)} />);
  return {
    user: userEvent.setup(),
    onChangeTimeRange,
    refresh: (next: PanelData) => view.rerender(<HotpathPanel {...props(next)} />),
    rowTexts: async () => (await screen.findAllByTestId(testIds.row)).map((row) => row.textContent),
    emptyZone: () => screen.findByTestId(testIds.emptyZone),
  };
}

beforeEach(() => locationService.replace('/d/x'));

describe('panel', () => {
  it("draws the same table from Grafana's own frame and from ours", async () => {
    const strings = await setup(panelData()).rowTexts();
    document.body.innerHTML = '';
    const enums = await setup(panelData({ series: [profileFrame(shopTree(), { asEnum: true })] })).rowTexts();
    expect(enums).toEqual(strings);
    expect(strings.join('\n')).toMatch(/compile.*Caller.*Quote/);
  });

  it('keeps its content when Grafana empties the frame after a refresh', async () => {
    const frame = profileFrame(shopTree());
    const { rowTexts } = setup(panelData({ series: [frame] }));
    const before = await rowTexts();
    act(() => frame.fields.forEach((field) => (field.values.length = 0)));
    expect(await rowTexts()).toEqual(before);
  });

  it('puts the selection into the URL, and follows it when the user goes back', async () => {
    const { user } = setup(panelData());
    const rows = await screen.findAllByTestId(testIds.row);
    await user.click(rows[1]);
    expect(rows[1]).toHaveAttribute('aria-selected', 'true');
    await waitFor(() => expect(locationService.getSearch().get('fl-7-row')).toBe(rows[1].dataset.rowId));
    act(() => locationService.getHistory().goBack());
    await waitFor(() => expect(rows[0]).toHaveAttribute('aria-selected', 'true'));
  });

  it('keeps old content, faded, while the next answer is on its way', async () => {
    const { refresh } = setup(panelData());
    await screen.findAllByTestId(testIds.row);
    refresh(panelData({ state: LoadingState.Loading }));
    expect(await screen.findByText('Reading profile…', {}, { timeout: 4_000 })).toBeInTheDocument();
    expect(screen.getAllByTestId(testIds.row).length).toBeGreaterThan(0);
  });

  it('says that nothing was sent, and offers a wider window', async () => {
    const { user, emptyZone, onChangeTimeRange } = setup(
      panelData({ series: [createDataFrame({ refId: 'profile', fields: [] })] })
    );
    expect(await emptyZone()).toHaveTextContent('checkout sent no profiles of this type between 13:30 and 14:30.');
    await user.click(screen.getByRole('button', { name: 'Use the 6 hours before' }));
    expect(onChangeTimeRange).toHaveBeenCalledWith({
      from: timeRange.to.valueOf() - 6 * 3_600_000,
      to: timeRange.to.valueOf(),
    });
  });

  describe('where the variable of profile types has none to choose', () => {
    const target = { ...profileTarget, profileTypeId: '$profile_type' };
    const replaceVariables = (text: string) => text.replace('$profile_type', '');
    const failing = (...errors: DataQueryError[]) =>
      panelData({ series: [], errors, request: { targets: [target] } as unknown as DataQueryRequest });
    const missing = {
      refId: 'profile',
      kind: 'profile-type-missing',
      message: 'No profile type. The variable is empty.',
    };
    const ofStore = {
      refId: 'profile',
      status: 400,
      message: 'profile-type selection must be of the form <name>:<sample-type>:…(:delta), got(1): ""',
    };

    it.each([[missing], [ofStore]])('offers a wider window: %j', async (error) => {
      const onChangeTimeRange = jest.fn();
      render(<HotpathPanel {...panelProps(failing(error), { replaceVariables, onChangeTimeRange })} />);
      const zone = await screen.findByTestId(testIds.emptyZone);
      expect(zone).toHaveTextContent(
        'No profile type to choose' +
          'The variable of profile types is empty: checkout sent no profiles between 13:30 and 14:30, or the query of the variable failed'
      );
      await userEvent.click(screen.getByRole('button', { name: 'Use the 6 hours before' }));
      expect(onChangeTimeRange).toHaveBeenCalledWith(
        expect.objectContaining({ from: timeRange.to.valueOf() - 6 * 3_600_000 })
      );
    });

    it.each<[DataQueryError, string]>([
      [{ refId: 'profile', status: 502, message: 'Bad gateway' }, 'Profiles could not be loaded'],
      [{ refId: 'profile', status: 401, message: 'no org id' }, 'No access to profiles'],
      [{ refId: 'profile', message: 'Failed to fetch' }, 'Profiles could not be loaded'],
      [{ message: 'Bad gateway', status: 502 }, 'Profiles could not be loaded'],
    ])('tells a failure of the query as one: %j', async (error, title) => {
      render(<HotpathPanel {...panelProps(failing(error), { replaceVariables })} />);
      const zone = await screen.findByTestId(testIds.emptyZone);
      expect(zone).toHaveTextContent(title);
      expect(zone).toHaveTextContent(error.message ?? '');
    });
  });

  it("shows the data source's error in the zone of the profile only", async () => {
    const { emptyZone } = setup(
      panelData({
        series: [],
        state: LoadingState.Error,
        errors: [{ refId: 'profile', message: 'invalid label selector', status: 400 }],
      })
    );
    expect(await emptyZone()).toHaveTextContent('Profiles could not be loaded');
    expect(await emptyZone()).toHaveTextContent('The data source says: invalid label selector.');
    expect(screen.getByTestId('fixlayer-scope-bar')).toBeInTheDocument();
  });

  it('tells a refused query from a failed one', async () => {
    const { emptyZone } = setup(
      panelData({ series: [], errors: [{ refId: 'profile', message: 'Forbidden', status: 403 }] })
    );
    expect(await emptyZone()).toHaveTextContent('No access to profiles');
  });

  it('is not disturbed by the error of a metrics query', async () => {
    const { rowTexts } = setup(panelData({ errors: [{ refId: 'rate', message: 'prometheus is down' }] }));
    expect((await rowTexts()).length).toBeGreaterThan(0);
  });

  it('asks for a profile query where there is none', async () => {
    const { emptyZone } = setup(
      panelData({ series: [], request: { targets: [{ refId: 'A' }] } as unknown as DataQueryRequest })
    );
    expect(await emptyZone()).toHaveTextContent('No profile query');
  });

  it('names the row of a profile that makes no sense, and tries again on request', async () => {
    const frame = profileFrame(shopTree());
    frame.fields[0].values = frame.fields[0].values.map((level, index) => (index === 2 ? 7 : level));
    const { emptyZone } = setup(panelData({ series: [frame] }));
    expect(await emptyZone()).toHaveTextContent('The profile could not be read');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });

  it('ranks nothing of a thin profile and says what is missing', async () => {
    setup(panelData({ series: [profileFrame(shopTree(5, 2, 1))] }));
    expect((await screen.findAllByText('Need data')).length).toBeGreaterThan(0);
    expect(screen.queryByText('Caller')).not.toBeInTheDocument();
  });

  it('opens the cheat sheet on ? after a click on an empty part of the panel', async () => {
    const { user } = setup(panelData());
    await screen.findAllByTestId(testIds.row);
    await user.click(screen.getByTestId(testIds.panel));
    await user.keyboard('?');
    expect(await screen.findByTestId(testIds.cheatSheet)).toBeInTheDocument();
  });

  it('opens the cheat sheet on ? with the keys that work', async () => {
    const { user } = setup(panelData());
    const [row] = await screen.findAllByTestId(testIds.row);
    row.focus();
    await user.keyboard('?');
    expect(await screen.findByTestId(testIds.cheatSheet)).toHaveTextContent('Select the row and go to its path');
  });

  it('comes back from the search to where it was opened, whatever was pressed in it', async () => {
    const { user } = setup(panelData());
    const [row] = await screen.findAllByTestId(testIds.row);
    row.focus();
    await user.keyboard('/');
    const input = await screen.findByRole('textbox', { name: 'Search functions' });
    await waitFor(() => expect(input).toHaveFocus());
    screen.getByRole('button', { name: /Close search/ }).focus();
    await user.keyboard('/');
    expect(input).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(row).toHaveFocus();
  });

  it('leaves no form of comparison behind when a request opens', async () => {
    const { user } = setup(panelData());
    await user.click(await screen.findByTestId(testIds.compare));
    await user.click(await screen.findByRole('button', { name: /Another window or label/ }));
    expect(await screen.findByTestId(testIds.compareForm)).toBeInTheDocument();
    act(() => locationService.partial({ 'fl-7-trace': 'a'.repeat(32), 'fl-7-span': 'b'.repeat(16) }));
    await waitFor(() => expect(screen.queryByTestId(testIds.compareForm)).not.toBeInTheDocument());
    act(() => locationService.partial({ 'fl-7-trace': null, 'fl-7-span': null }));
    expect(await screen.findByTestId(testIds.compare)).toBeInTheDocument();
    expect(screen.queryByTestId(testIds.compareForm)).not.toBeInTheDocument();
  });

  it('gives up the RED strip first when it is short', async () => {
    const { rowTexts } = setup(panelData(), { width: 1_180, height: 380 });
    expect((await rowTexts()).length).toBeGreaterThan(0);
    expect(screen.queryByText('Duration')).not.toBeInTheDocument();
  });
});
