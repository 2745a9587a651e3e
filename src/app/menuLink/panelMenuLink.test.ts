import { dataFrameFromJSON, type PluginExtensionPanelContext, type ScopedVars } from '@grafana/data';
import { config } from '@grafana/runtime';
import recorded from '../../../tests/fixtures/app/panelMenuContext.json';
import { parseHotspotsParams } from '../hotspots/hotspotsParams';
import { APP_ID } from '../pluginIds';
import { panelMenuLink } from './panelMenuLink';
import pluginJson from '../../plugin.json';

const variables: Record<string, string> = {};

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getTemplateSrv: () => ({
    replace: (text: string, _scoped?: ScopedVars) =>
      text
        .replace(/\$\{(\w+):json\}/g, (whole, name: string) =>
          name in variables ? JSON.stringify(variables[name]) : whole
        )
        .replace(/\$(\w+)/g, (whole, name: string) => variables[name] ?? whole),
  }),
}));

/** The context that a Grafana 12.2.0 gave for a recorded panel, frames revived. */
function recordedContext(): PluginExtensionPanelContext {
  const revive = (frames: unknown[]) =>
    frames.map((frame) => dataFrameFromJSON(frame as Parameters<typeof dataFrameFromJSON>[0]));
  return {
    ...recorded,
    data: { ...recorded.data, series: revive(recorded.data.series), annotations: revive(recorded.data.annotations) },
  } as unknown as PluginExtensionPanelContext;
}

function linkFor(context: PluginExtensionPanelContext | undefined) {
  const path = panelMenuLink.configure?.(context)?.path;
  return path === undefined ? undefined : { path, params: parseHotspotsParams(path.slice(path.indexOf('?'))) };
}

beforeEach(() => {
  Object.keys(variables).forEach((name) => delete variables[name]);
  config.apps = {};
});

it('is the link that plugin.json announces', () => {
  const [announced] = pluginJson.extensions.addedLinks;
  expect({
    title: panelMenuLink.title,
    description: panelMenuLink.description,
    targets: panelMenuLink.targets,
  }).toEqual(announced);
});

it('carries the absolute time of the panel and its interpolated PromQL', () => {
  variables.job = 'checkout';
  const link = linkFor(recordedContext());
  expect(link?.path).toMatch(/^\/a\/fixlayer-hotpath-app\/hotspots\?/);
  expect(link?.params).toMatchObject({ from: '1795385710158', to: '1795386796166', metricsUid: 'prom' });
  expect(link?.params.expressions[0]).toContain('job="checkout",http_route="/checkout"');
});

it('carries the labels of the series', () => {
  const context = recordedContext();
  context.data!.series[0].fields[1].labels = { job: 'shop/checkout', region: 'eu-west', __name__: 'x' };
  expect(linkFor(context)?.params.seriesLabels).toEqual({ job: ['shop/checkout'], region: ['eu-west'] });
});

it('carries dashboard variables that name a service or a deployment', () => {
  variables.service = 'checkout';
  variables.cluster = 'eu-1';
  variables.quantile = '0.99';
  variables.namespace = '.*';
  expect(linkFor(recordedContext())?.params.variables).toEqual({ service: ['checkout'], cluster: ['eu-1'] });
});

it('works on a panel without data or queries', () => {
  const context = { ...recordedContext(), targets: [], data: undefined };
  expect(linkFor(context)?.params).toMatchObject({ seriesLabels: {}, expressions: [] });
});

it('hides itself while the app is not enabled, where its page would be a dead end', () => {
  config.apps = { [APP_ID]: { preload: false } } as unknown as typeof config.apps;
  expect(linkFor(recordedContext())).toBeUndefined();
});
