/** Another path where there is room for five steps or four: the subject absorbs library frames and shows their callers. */
import React from 'react';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { locationService } from '@grafana/runtime';
import { treeFromText } from '../../profiles/testing/treeFromText';
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
/** Marshal has three callers, `quote` has Marshal alone. */
const FRAME = profileFrame(
  treeFromText(
    [
      line(...[400, 250, 150].map((weight) => `example.com/m.Main×${weight}`)),
      line('example.com/a.Route', 'example.com/b.Route', 'example.com/d.Route'),
      line('example.com/a.Cart', 'example.com/b.Search', 'example.com/d.Report'),
      line('example.com/a.Total', 'example.com/b.List', 'example.com/d.Print'),
      line('encoding/json.Marshal', 'encoding/json.Marshal', 'encoding/json.Marshal'),
      line('encoding/json.quote', 'encoding/json.quote', 'encoding/json.quote'),
    ].join('\n')
  )
);

describe.each([
  [5, 700],
  [4, 520],
])('%i steps in %i px', (mostSteps, width) => {
  async function setup() {
    const user = userEvent.setup();
    render(<HotpathPanel {...panelProps(panelData({ series: [FRAME] }), { width })} />);
    const steps = () => screen.getAllByTestId(testIds.ribbonStep);
    const passes = (caller: string) => waitFor(() => expect(steps().map(nameOf)).toContain(caller));
    await screen.findAllByTestId(testIds.row);
    await passes('a.Route');
    expect(steps().length).toBeLessThanOrEqual(mostSteps);
    const end = steps()[steps().length - 1];
    expect(nameOf(end)).toBe('json.quote');
    return { user, end, passes };
  }

  it('goes on from caller to caller by keys, with the focus on the step that shows them', async () => {
    const { user, end, passes } = await setup();
    act(() => end.focus());
    await user.keyboard('{ArrowDown}');
    await passes('b.List');
    expect(end).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    await passes('d.Print');
    expect(end).toHaveFocus();
    await user.keyboard('{ArrowUp}{ArrowUp}');
    await passes('a.Route');
    expect(end).toHaveFocus();
  });

  it('leaves the list open on the caller that is chosen in it', async () => {
    const { user, passes } = await setup();
    await user.click(screen.getByRole('button', { name: /List callers of/ }));
    const list = within(await screen.findByTestId(testIds.callersList));
    for (const [at, caller] of [
      [1, 'b.List'],
      [2, 'd.Print'],
      [0, 'a.Route'],
    ] as const) {
      const radio = list.getAllByRole('radio')[at];
      await user.click(radio);
      await passes(caller);
      expect(radio).toBeChecked();
      expect(radio).toHaveFocus();
    }
  });
});

const nameOf = (step: HTMLElement) => step.querySelector('span')!.textContent!.split(',')[0];

beforeEach(() => locationService.replace('/d/x'));
