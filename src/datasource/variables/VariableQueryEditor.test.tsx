import React, { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { giveElementsASize } from '../testing/giveElementsASize';
import { runtime, setup } from '../testing/setup';
import type { PyroscopeVariableQuery } from '../types';
import { VariableQueryEditor } from './VariableQueryEditor';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

beforeAll(giveElementsASize);

it('makes a chained variable of label values', async () => {
  const { datasource } = setup();
  const saved = { current: { refId: 'pod' } as PyroscopeVariableQuery };
  function Host() {
    const [query, setQuery] = useState(saved.current);
    saved.current = query;
    return (
      <VariableQueryEditor datasource={datasource} query={query} onChange={setQuery} onRunQuery={() => undefined} />
    );
  }
  const user = userEvent.setup();
  render(<Host />);
  expect(screen.getByRole('combobox')).toHaveValue('Services');

  await user.click(screen.getByRole('combobox'));
  await user.click(await screen.findByText('Label values'));
  expect(screen.getByText('Choose a label.')).toBeInTheDocument();
  await user.type(screen.getByLabelText('Label'), 'pod');
  await user.clear(screen.getByLabelText('Labels'));
  await user.type(screen.getByLabelText('Labels'), '{{service_name="$service"}');
  await user.tab();
  expect(saved.current).toMatchObject({
    refId: 'pod',
    kind: 'labelValue',
    label: 'pod',
    labelSelector: '{service_name="$service"}',
  });
});
