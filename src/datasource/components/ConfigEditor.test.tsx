import React, { useState } from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PyroscopeOptions } from '../types';
import { ConfigEditor } from './ConfigEditor';

/** Grafana's picker needs its services; here it is a list of two. */
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  DataSourcePicker: ({
    inputId,
    type,
    current,
    onChange,
    onClear,
  }: {
    inputId: string;
    type: string;
    current: string | null;
    onChange: (chosen: { uid: string }) => void;
    onClear: () => void;
  }) => (
    <select
      id={inputId}
      value={current ?? ''}
      onChange={({ target }) => (target.value === '' ? onClear() : onChange({ uid: target.value }))}
    >
      <option value="" />
      <option value={`${type}-1`}>{type} 1</option>
    </select>
  ),
}));

jest.setTimeout(60_000);

function open(jsonData: Record<string, unknown> = {}, secureJsonFields: Record<string, boolean> = {}) {
  const saved = {
    current: {
      url: '',
      access: 'proxy',
      basicAuth: false,
      withCredentials: false,
      secureJsonFields,
      jsonData,
    } as unknown as DataSourceSettings<PyroscopeOptions, Record<string, string>>,
  };
  function Host() {
    const [options, setOptions] = useState(saved.current);
    saved.current = options;
    return <ConfigEditor options={options} onOptionsChange={setOptions} />;
  }
  render(<Host />);
  return { user: userEvent.setup(), saved };
}

const fill = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

it('takes the address by Grafana’s own part', () => {
  const { saved } = open();
  fill(screen.getByPlaceholderText('http://localhost:4040'), 'http://pyroscope:4040');
  expect(saved.current).toMatchObject({ url: 'http://pyroscope:4040', access: 'proxy' });
});

it('takes a node limit, and none again', () => {
  const { saved } = open({ ownedPrefixes: ['example.com/shop'] });
  const leave = (value: string) => {
    const limit = screen.getByLabelText(/Max nodes/);
    fill(limit, value);
    fireEvent.blur(limit);
  };
  leave('9000');
  expect(saved.current.jsonData).toEqual({ maxNodes: 9000, ownedPrefixes: ['example.com/shop'] });
  leave('');
  expect(saved.current.jsonData.maxNodes).toBeUndefined();
});

it('takes prefixes of own code, for all and for one service', async () => {
  const { user, saved } = open();
  await user.type(screen.getByLabelText(/^Own code/, { selector: 'input' }), 'lib/{Enter}');
  expect(saved.current.jsonData.ownedPrefixes).toEqual(['lib/']);
  await user.click(screen.getByRole('button', { name: 'Add service' }));
  fill(screen.getByLabelText('Service 1'), 'checkout');
  await user.type(screen.getByPlaceholderText('Prefixes of checkout'), 'shop/{Enter}');
  expect(saved.current.jsonData.ownedPrefixesByService).toEqual({ checkout: ['shop/'] });
  await user.click(screen.getByRole('button', { name: 'Remove service 1' }));
  expect(saved.current.jsonData.ownedPrefixesByService).toBeUndefined();
});

it('says what is no duration', () => {
  const { saved } = open();
  fill(screen.getByLabelText(/Minimum step/), '30s');
  expect(saved.current.jsonData.minStep).toBe('30s');
  expect(screen.queryByText(/Write a duration/)).toBeNull();
  fill(screen.getByLabelText(/Minimum step/), 'soon');
  expect(screen.getByText(/Write a duration/)).toBeInTheDocument();
});

it('takes the tenant as a secret header, which Grafana’s own list of headers then keeps', async () => {
  const { user, saved } = open({ httpHeaderName1: 'X-Other' }, { httpHeaderValue1: true });
  fill(screen.getByLabelText(/Tenant/), 'team-a');
  expect(saved.current.jsonData).toEqual({ httpHeaderName1: 'X-Other', httpHeaderName2: 'X-Scope-OrgID' });
  expect(saved.current.secureJsonData).toEqual({ httpHeaderValue2: 'team-a' });
  await user.click(screen.getByRole('button', { name: 'Add header' }));
  const names = screen.getAllByPlaceholderText('X-Custom-Header');
  expect(names.map((name) => (name as HTMLInputElement).value)).toEqual(['X-Other', 'X-Scope-OrgID', '']);
});

it('does not show a saved tenant, and lets it be replaced', async () => {
  const { user, saved } = open({ httpHeaderName1: 'X-Scope-OrgID' }, { httpHeaderValue1: true });
  const field = screen.getByLabelText(/Tenant/);
  expect(field).toBeDisabled();
  const [reset] = within(field.closest('div')!.parentElement!.parentElement!).getAllByRole('button', { name: 'Reset' });
  await user.click(reset);
  expect(saved.current.secureJsonFields.httpHeaderValue1).toBe(false);
  fill(screen.getByLabelText(/Tenant/), 'team-b');
  expect(saved.current.secureJsonData).toEqual({ httpHeaderValue1: 'team-b' });
});

it('takes linked datasources, and none again', () => {
  const { saved } = open();
  fill(screen.getByLabelText(/Prometheus/), 'prometheus-1');
  fill(screen.getByLabelText(/Tempo/), 'tempo-1');
  expect(saved.current.jsonData).toMatchObject({ prometheusUid: 'prometheus-1', tempoUid: 'tempo-1' });
  fill(screen.getByLabelText(/Tempo/), '');
  expect(saved.current.jsonData.tempoUid).toBeUndefined();
});

it('says what it cannot do, with the way round', () => {
  open();
  expect(screen.getByText(/Alerting and recording rules/).closest('li')).toHaveTextContent('alert on metrics');
  expect(screen.getByText(/Externally shared dashboards/).closest('li')).toHaveTextContent('share a snapshot');
});
