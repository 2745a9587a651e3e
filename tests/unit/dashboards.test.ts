/** The two shipped dashboards: what has to hold so that they work in any Grafana and never mislead. */
import fs from 'node:fs';
import path from 'node:path';

const folder = path.resolve(__dirname, '../../src/dashboards');

interface Target {
  refId: string;
  expr?: string;
  queryType?: string;
  datasource: { type: string; uid: string };
  exemplar?: boolean;
}
interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource: { uid: string };
  targets?: Target[];
  fieldConfig: { defaults: { displayName?: string } };
}
interface Dashboard {
  uid: string;
  id: null;
  schemaVersion: number;
  links: Array<{ url: string }>;
  templating: { list: Array<{ name: string; type: string }> };
  panels: Panel[];
  __inputs?: unknown;
}

const dashboards = fs
  .readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Dashboard] as const);

it('ships two', () => {
  expect(dashboards.map(([, { uid }]) => uid).sort()).toEqual(['fixlayer-oncall', 'fixlayer-slo']);
});

describe.each(dashboards)('%s', (_, dashboard) => {
  const text = JSON.stringify(dashboard);

  it('is the classic model that file provisioning takes', () => {
    expect(dashboard.id).toBeNull();
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(dashboard.schemaVersion).toBeLessThanOrEqual(41);
    expect(dashboard.__inputs).toBeUndefined();
  });

  it('names no data source of its own: variables only', () => {
    const uids = [...text.matchAll(/"datasource":\{[^}]*"uid":"([^"]*)"/g)].map(([, uid]) => uid);
    expect(uids.length).toBeGreaterThan(dashboard.panels.length);
    const declared = dashboard.templating.list
      .filter(({ type }) => type === 'datasource')
      .map(({ name }) => `\${${name}}`);
    uids.forEach((uid) => expect([...declared, '-- Mixed --']).toContain(uid));
  });

  it('uses only variables that it declares', () => {
    const used = [...text.matchAll(/\$\{?([a-z_]+)[}:]?/g)].map(([, name]) => name);
    const declared = dashboard.templating.list.map(({ name }) => name);
    const builtIn = /^(__\w+)$/;
    used.filter((name) => !builtIn.test(name)).forEach((name) => expect(declared).toContain(name));
  });

  it('has a query and a description on every tile, and says which window a single figure covers', () => {
    for (const panel of dashboard.panels) {
      expect([panel.title, panel.targets?.length ?? 0]).not.toEqual([panel.title, 0]);
      if (panel.type === 'stat') {
        const words = `${panel.title} ${panel.fieldConfig.defaults.displayName ?? ''}`;
        expect(words).toMatch(/in view|28 days/);
        expect(`${panel.description}`).toMatch(/time range in view|last 28 days/);
      }
    }
  });

  it('says the window that its queries use', () => {
    for (const { type, title, fieldConfig, targets = [] } of dashboard.panels.filter(
      (panel) => panel.type === 'stat'
    )) {
      const window = /28 days/.test(`${title} ${fieldConfig.defaults.displayName ?? ''}`) ? '[28d]' : '[$__range]';
      targets.forEach(({ expr }) =>
        expect([type, title, [...new Set(expr?.match(/\[[^\]]*\]/g))]]).toEqual([type, title, [window]])
      );
    }
  });

  it('asks with every number: no constant stands in for data', () => {
    for (const target of dashboard.panels.flatMap(({ targets }) => targets ?? [])) {
      expect(target.expr === undefined || /\{[^}]+\}/.test(target.expr)).toBe(true);
    }
  });

  it('links relative to Grafana, so that a sub-path works', () => {
    [...text.matchAll(/"url":"([^"]*)"/g)].forEach(([, url]) => expect(url).toMatch(/^\/(d|a)\//));
  });

  it('numbers its panels once', () => {
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});

it('gives the hotpath panel the targets that it reads', () => {
  const panel = dashboards.flatMap(([, { panels }]) => panels).find(({ type }) => type === 'fixlayer-hotpath-panel');
  expect(panel?.targets?.map(({ refId }) => refId).sort()).toEqual([
    'errors',
    'p50',
    'p95',
    'p99',
    'profile',
    'rate',
    'versions',
  ]);
  expect(panel?.targets?.filter(({ exemplar }) => exemplar).map(({ refId }) => refId)).toEqual(['p99']);
});
