/** States of another scope than the whole service in the whole window: versions, requests, regions, other kinds of profile. */
import { brushTestIds } from '../../../src/panel/brush/testIds';
import { redTestIds } from '../../../src/panel/red/testIds';
import { testIds } from '../../../src/panel/testIds';
import { openIncident } from './answers';
import { type PanelState, type Stage } from './state';

async function openWhole(stage: Stage): Promise<void> {
  await openIncident(stage, { show: 'whole' });
  await stage.panel.root
    .getByTestId(testIds.changeBar)
    .filter({ hasText: /Against 1\.4\.0/ })
    .waitFor();
}

export const scopeStates: readonly PanelState[] = [
  { name: 'deploy', shows: 'the newest version alone, and what changed since the one before', reach: openWhole },
  {
    name: 'baselines',
    shows: 'the choice of what to compare with',
    async reach(stage) {
      await openWhole(stage);
      await stage.panel.root.getByTestId(testIds.compare).click();
      await stage.page.getByRole('button', { name: 'No comparison' }).waitFor();
    },
  },
  {
    name: 'compare-form',
    shows: 'the form in which another window is chosen',
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.openCompareForm('Another window');
      await stage.panel.compareForm.getByPlaceholder('Select date/time').first().waitFor();
    },
  },
  {
    name: 'compare-label',
    shows: 'the form in which another value of a label is chosen',
    async reach(stage) {
      await openWhole(stage);
      await stage.panel.openCompareForm('Another value of a label');
      await stage.panel.compareForm.getByRole('combobox', { name: 'Label' }).waitFor();
    },
  },
  {
    name: 'compare-window',
    shows: 'the window before compared with, by its times',
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.openCompareForm('Another window');
      await stage.panel.compareForm.getByRole('button', { name: 'Compare with this' }).click();
      await stage.panel.changes.filter({ hasText: /Against .*–/ }).waitFor({ timeout: 40_000 });
    },
  },
  {
    name: 'how',
    isBehindCard: true,
    shows: 'how the figures of the selected row, its path and its ways to fix are made',
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.how('ApplyRules|compile').click();
      await stage.page.getByTestId(testIds.howCard).waitFor();
    },
  },
  {
    name: 'slow-requests',
    shows: 'the list behind the dots',
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.root.getByTestId(redTestIds.slowButton).click();
      await stage.page.getByTestId(redTestIds.slowList).waitFor();
    },
  },
  {
    name: 'request',
    shows: "one slow request's own profile beside the service's verdict",
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.openSlowest();
      await stage.panel.caution.waitFor();
      await stage.panel.ribbon.waitFor();
    },
  },
  {
    name: 'comparison',
    shows: 'what slow requests do that the others do not',
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.root.getByTestId(redTestIds.slowButton).click();
      await stage.page.getByTestId(brushTestIds.compareSlow).click();
      await stage.panel.comparisonRows.first().waitFor();
    },
  },
  {
    name: 'traces',
    shows: 'the slowest traces through a function',
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.row('Normalize').click();
      await stage.panel.showTraces.click();
      await stage.panel.tracesNote.waitFor();
    },
  },
  {
    name: 'by-label',
    shows: 'a function by the values of a label',
    async reach(stage) {
      await openIncident(stage, { show: 'whole' });
      await stage.page.getByRole('button', { name: 'All together' }).click();
      await stage.panel.row('compile').click();
      await stage.panel.showByLabel.click();
      await stage.panel.labelAnswer.waitFor();
    },
  },
  {
    name: 'locks',
    shows: 'a mutex profile: who holds the lock',
    async reach(stage) {
      // No line about slow requests: that one is of CPU.
      await stage.host.open({
        theme: stage.theme,
        'var-profile_type': 'mutex:delay:nanoseconds:contentions:count',
      });
      await stage.panel.row('Get').waitFor();
    },
  },
];
