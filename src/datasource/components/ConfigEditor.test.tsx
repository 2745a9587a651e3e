import React, { useState } from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PyroscopeOptions } from '../types';
import { ConfigEditor } from './ConfigEditor';

function open(jsonData: PyroscopeOptions = {}) {
  const saved = {
    current: {
      url: '',
      access: 'proxy',
      basicAuth: false,
      withCredentials: false,
      secureJsonFields: {},
      jsonData,
    } as unknown as DataSourceSettings<PyroscopeOptions>,
  };
  function Host() {
    const [options, setOptions] = useState(saved.current);
    saved.current = options;
    return <ConfigEditor options={options} onOptionsChange={setOptions} />;
  }
  render(<Host />);
  return { user: userEvent.setup(), saved };
}

it('takes the address by Grafana’s own part', async () => {
  const { user, saved } = open();
  await user.type(screen.getByPlaceholderText('http://localhost:4040'), 'http://pyroscope:4040');
  expect(saved.current.url).toBe('http://pyroscope:4040');
  expect(saved.current.access).toBe('proxy');
});

it('takes a node limit, and none again', async () => {
  const { user, saved } = open({ ownedPrefixes: ['example.com/shop'] });
  const limit = screen.getByLabelText(/Max nodes/);
  await user.type(limit, '9000');
  expect(saved.current.jsonData).toEqual({ maxNodes: 9000, ownedPrefixes: ['example.com/shop'] });
  await user.clear(limit);
  expect(saved.current.jsonData.maxNodes).toBeUndefined();
});

it('takes prefixes of own code', async () => {
  const { user, saved } = open();
  await user.type(screen.getByLabelText(/Own code/), 'example.com/shop{Enter}');
  expect(saved.current.jsonData.ownedPrefixes).toEqual(['example.com/shop']);
});
