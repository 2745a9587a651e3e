import React from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { locationService } from '@grafana/runtime';
import { MemoryRouter } from 'react-router-dom';
import { HotspotsPage } from './HotspotsPage';

let services: Record<string, Record<string, string[]>> = {};
let failure: string | null = null;
let installed = true;

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <main>{children}</main>,
  getDataSourceSrv: () => ({
    getInstanceSettings: () => undefined,
    getList: () => (installed ? [{ uid: 'pyro', name: 'Profiles' }] : []),
    get: async () => ({
      getTagKeys: async () => [{ text: 'service_name' }, { text: 'cluster' }],
      getTagValues: async ({ key, filters }: { key: string; filters: Array<{ value: string }> }) => {
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

beforeEach(() => {
  services = { checkout: {}, catalog: {} };
  failure = null;
  installed = true;
});

it('shows the panel of the service that the labels name', async () => {
  setup('label.job=shop/checkout&from=1&to=2');
  expect(await screen.findByText('panel of checkout {}')).toBeInTheDocument();
});

it('asks for the service, saying why, when nothing names it', async () => {
  setup('from=1&to=2');
  expect(await screen.findByText('Choose the service to look at.')).toBeInTheDocument();
  expect(screen.getByRole('combobox', { name: 'Service' })).toBeInTheDocument();
});

it('asks for the cluster instead of merging two', async () => {
  services = { checkout: { cluster: ['eu', 'us'] } };
  const partial = jest.spyOn(locationService, 'partial').mockImplementation(() => {});
  setup('service=checkout&from=1&to=2');
  expect(await screen.findByText(/checkout runs in several places \(label cluster\)/)).toBeInTheDocument();
  expect(partial).not.toHaveBeenCalled();
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
