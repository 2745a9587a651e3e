import React from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { locationService } from '@grafana/runtime';
import { MemoryRouter } from 'react-router-dom';
import { HotspotsPage } from './HotspotsPage';

let services: Record<string, Record<string, string[]>> = {};
let failure: string | null = null;
let installed = true;
/** uids of the data sources that were asked */
let asked: string[] = [];

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <main>{children}</main>,
  getDataSourceSrv: () => ({
    getInstanceSettings: (uid: string) => (uid === 'prom' ? { uid, name: 'Metrics', type: 'prometheus' } : undefined),
    getList: () => (installed ? [{ uid: 'pyro', name: 'Profiles' }] : []),
    get: async ({ uid }: { uid: string }) => ({
      uid,
      type: 'fixlayer-pyroscope-datasource',
      getTagKeys: async () => [{ text: 'service_name' }, { text: 'cluster' }],
      getTagValues: async ({ key, filters }: { key: string; filters: Array<{ value: string }> }) => {
        asked = [...new Set([...asked, uid])];
        if (failure !== null) {
          throw { status: 502, data: { message: failure } };
        }
        const values = key === 'service_name' ? Object.keys(services) : (services[filters[0]?.value]?.[key] ?? []);
        return values.map((text) => ({ text }));
      },
    }),
  }),
}));

// The scene needs a running Grafana; what it is built of is tested in hotspotsScene.test.ts.
jest.mock('./hotspotsScene', () => ({
  buildHotspotsScene: (target: { service: string; labels: object }) => ({
    Component: () => <div>{`panel of ${target.service} ${JSON.stringify(target.labels)}`}</div>,
  }),
}));
jest.mock('@grafana/scenes', () => ({
  UrlSyncContextProvider: ({ children }: { children: React.ReactNode }) => children,
}));

function setup(search: string) {
  render(
    <MemoryRouter initialEntries={[`/a/fixlayer-hotpath-app/hotspots?${search}`]}>
      <HotspotsPage rules={[]} />
    </MemoryRouter>
  );
  return { user: userEvent.setup() };
}

const spyOnAddress = () => jest.spyOn(locationService, 'partial').mockReset();

// jsdom lays nothing out, and Combobox draws only the options that fit.
beforeAll(() => {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(400);
});

beforeEach(() => {
  asked = [];
  services = { checkout: {}, catalog: {} };
  failure = null;
  installed = true;
});

it('shows the panel of the service that the labels name', async () => {
  setup('label.job=shop/checkout&from=1&to=2');
  expect(await screen.findByText('panel of checkout {}')).toBeInTheDocument();
});

it('asks for another service of the address without what was chosen for the one before', async () => {
  const partial = spyOnAddress();
  const { user } = setup('service=checkout&match.cluster=eu&from=1&to=2');
  await user.click(await screen.findByRole('combobox', { name: 'Service' }));
  await user.click(await screen.findByRole('option', { name: 'catalog' }));
  expect(partial).toHaveBeenCalledWith({ service: 'catalog', 'match.cluster': null });
});

it('offers a wider time range where the store has no profile', async () => {
  services = {};
  const partial = spyOnAddress();
  const { user } = setup('service=checkout&from=1&to=2');
  await user.click(await screen.findByRole('button', { name: 'Look at the last 24 hours' }));
  expect(partial).toHaveBeenCalledWith({ from: 'now-24h', to: 'now' });
});

it('does not take a data source of another kind for one with profiles', async () => {
  setup('service=checkout&ds_profiles=prom&from=1&to=2');
  expect(await screen.findByText('panel of checkout {}')).toBeInTheDocument();
  expect(asked).toEqual(['pyro']);
});

it('asks for the service, saying why, when nothing names it', async () => {
  setup('from=1&to=2');
  expect(await screen.findByText('Choose the service to look at.')).toBeInTheDocument();
  expect(screen.getByRole('combobox', { name: 'Service' })).toBeInTheDocument();
});

it('asks for the cluster instead of merging two', async () => {
  services = { checkout: { cluster: ['eu', 'us'] } };
  const partial = spyOnAddress();
  const { user } = setup('service=checkout&from=1&to=2');
  expect(await screen.findByText(/checkout runs in several places \(label cluster\)/)).toBeInTheDocument();
  expect(partial).not.toHaveBeenCalled();
  await user.click(screen.getByRole('combobox', { name: 'cluster' }));
  await user.click(await screen.findByRole('option', { name: 'us' }));
  expect(partial).toHaveBeenCalledWith({ service: 'checkout', 'match.cluster': 'us' });
});

it('says that the store failed, with its words, and tries again on demand', async () => {
  failure = 'dial tcp: connection refused';
  const { user } = setup('service=checkout&from=1&to=2');
  expect(await screen.findByText('Profiles did not answer')).toBeInTheDocument();
  expect(screen.getByText('dial tcp: connection refused')).toBeInTheDocument();
  failure = null;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.getByText('panel of checkout {}')).toBeInTheDocument());
});

it('leads to the set-up when no profile data source exists', async () => {
  installed = false;
  setup('service=checkout');
  expect(await screen.findByText('No profile data source')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Add data source' })).toBeInTheDocument();
});
