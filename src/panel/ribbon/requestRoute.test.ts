/** Another path in one request: its way and figures are the request's, the place to edit is the service's. */
import { analyze, makeRoutable, routeThrough } from '../../analysis';
import { NO_FLOORS } from '../../analysis/testing/contextOf';
import { treeFromText } from '../../profiles/testing/treeFromText';
import { buildRequestView } from '../hotspots/requestView';
import { buildRibbon } from './ribbonModel';

const options = { thresholds: NO_FLOORS };
const line = (...cells: string[]) => cells.map((cell) => cell.padEnd(24)).join('');
const profileOf = (render: number, list: number, get: number) =>
  treeFromText(
    [
      line(...[render, list, get, 20].map((weight) => `example.com/m.Main×${weight}`)),
      line('example.com/a.Handle', 'example.com/b.Handle', 'example.com/b.Handle', 'example.com/o.Other'),
      line('example.com/a.Render', 'example.com/b.List', 'example.com/b.Get'),
      line('regexp.Compile', 'regexp.Compile', 'regexp.Compile'),
    ].join('\n'),
    { unit: 'nanoseconds', sampleType: 'cpu' }
  );

it('marks the site of the verdict, not the one that the request alone would name', () => {
  const service = analyze(profileOf(5, 90, 5), options);
  const profile = profileOf(90, 5, 5);
  const request = analyze(profile, options);
  const { row } = buildRequestView(request, service).rows[0];
  const own = request.rows.find(({ id }) => id === row.id)!;
  expect([row.site?.name, own.site?.name]).toEqual(['example.com/b.Handle', 'example.com/a.Handle']);
  const subject = row.chain[row.chain.length - 1];
  const siteThrough = (caller: string) => {
    const { func } = subject.callers.find((each) => each.func.shortName === caller)!;
    const choices = [{ step: subject.func.key, caller: func.key }];
    const route = routeThrough(makeRoutable(profile, options), row.id, choices)!;
    const model = buildRibbon(row, 8, { route, choices });
    return model.steps[model.site]?.func.name ?? null;
  };
  expect(siteThrough('List')).toBe('example.com/b.Handle');
  expect(siteThrough('Get')).toBe('example.com/b.Handle');
  // The path through the request's own candidate does not pass the service's.
  expect(siteThrough('Render')).toBeNull();
});
