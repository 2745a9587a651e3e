import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PyroscopeQuery } from '../../types';
import { AddRequestMetrics } from './AddRequestMetrics';

const query: PyroscopeQuery = {
  refId: 'profile',
  queryType: 'profile',
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{service_name="$service"}',
  datasource: { uid: '${ds_profiles}', type: 'fixlayer-pyroscope-datasource' },
};
const datasource = { uid: 'pyro', type: 'fixlayer-pyroscope-datasource' };

it('adds a query of the same service and datasource, also in a mixed panel', async () => {
  const onAddQuery = jest.fn();
  render(<AddRequestMetrics {...{ query, datasource, onAddQuery }} queries={[query]} hasMetrics />);
  await userEvent.click(screen.getByRole('button', { name: 'Add request metrics' }));
  expect(onAddQuery).toHaveBeenCalledWith(
    expect.objectContaining({
      queryType: 'red',
      labelSelector: '{service_name="$service"}',
      datasource: query.datasource,
    })
  );
});

it.each([
  ['a query of the kind is there', { queries: [query, { queryType: 'red' }] }],
  ['no metrics are linked', { hasMetrics: false }],
  ['the host can not add queries', { onAddQuery: undefined }],
])('is not there where %s', (_, changes) => {
  const { container } = render(
    <AddRequestMetrics {...{ query, datasource }} queries={[query]} hasMetrics onAddQuery={jest.fn()} {...changes} />
  );
  expect(container).toBeEmptyDOMElement();
});
