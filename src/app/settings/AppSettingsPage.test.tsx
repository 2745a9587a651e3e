import React from 'react';
import { type AppPlugin, type AppPluginMeta, type PluginConfigPageProps } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of, throwError } from 'rxjs';
import { AppSettingsPage } from './AppSettingsPage';

const fetch = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch }),
}));

function setup(jsonData: unknown = {}) {
  const meta = { id: 'fixlayer-hotpath-app', enabled: true, pinned: false, jsonData };
  const plugin = { meta } as unknown as PluginConfigPageProps<AppPluginMeta<{}>>['plugin'] & AppPlugin<{}>;
  render(<AppSettingsPage plugin={plugin} query={{}} />);
  return { user: userEvent.setup(), save: () => screen.getByRole('button', { name: 'Save' }) };
}

beforeEach(() => fetch.mockReset().mockReturnValue(of({})));

it('adds a rule and saves it beside the other settings', async () => {
  const { user, save } = setup({ other: 1, serviceRules: [{ pattern: 'a', service: 'b' }, { broken: true }] });
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  expect(save()).toBeDisabled();
  await user.type(screen.getAllByLabelText('Name on metrics')[1], 'shop-(.*)');
  await user.type(screen.getAllByLabelText('Service on profiles')[1], '$1');
  await user.click(save());
  expect(fetch.mock.calls[0][0]).toMatchObject({
    url: '/api/plugins/fixlayer-hotpath-app/settings',
    method: 'POST',
    data: {
      enabled: true,
      pinned: false,
      jsonData: {
        other: 1,
        serviceRules: [
          { pattern: 'a', service: 'b' },
          { pattern: 'shop-(.*)', service: '$1' },
        ],
      },
    },
  });
  expect(await screen.findByText('Saved. Reload the page to use these rules.')).toBeInTheDocument();
});

it('says what is wrong with a pattern and does not save it', async () => {
  const { user, save } = setup({ serviceRules: [{ pattern: 'a', service: 'b' }] });
  await user.type(screen.getByLabelText('Name on metrics'), '(');
  expect(screen.getByText('Not a regular expression. Check brackets and backslashes.')).toBeInTheDocument();
  expect(save()).toBeDisabled();
});

it('removes a rule', async () => {
  const { user, save } = setup({ serviceRules: [{ pattern: 'a', service: 'b' }] });
  await user.click(screen.getByRole('button', { name: 'Remove rule 1' }));
  await user.click(save());
  expect(fetch.mock.calls[0][0].data.jsonData).toEqual({ serviceRules: [] });
});

it('gives the words of Grafana where it refuses', async () => {
  fetch.mockReturnValue(throwError(() => ({ status: 403, data: { message: 'Access denied' } })));
  const { user, save } = setup();
  await user.click(save());
  expect(await screen.findByText(/Access denied.*needs the Admin role/)).toBeInTheDocument();
});
