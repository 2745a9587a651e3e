/** Panels with less height than their zones want: 5, 8 and 12 rows of a dashboard's grid. */
import { testIds } from '../../../src/panel/testIds';
import { type PanelState, type Stage } from './state';

/** Without the strip: which zones there are is the panel's to choose. */
async function openShort({ host, panel, theme }: Stage): Promise<void> {
  await host.open({ theme });
  await panel.root
    .getByTestId(testIds.waiting)
    .filter({ hasNotText: /^Reading/ })
    .waitFor();
}

export const shortStates: readonly PanelState[] = [200, 320, 450].map((height) => ({
  name: `short-${height}`,
  shows: `the answer in a panel of ${height} px height`,
  height,
  reach: openShort,
}));
