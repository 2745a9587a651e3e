import { screen } from '@testing-library/react';
import { runtime } from '../../testing/setup';
import { openFields } from './testing';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

jest.setTimeout(30_000);

it('takes further labels of the metrics and says what is wrong with them', async () => {
  const { user, saved } = openFields({ queryType: 'red', metricSelector: '{http_route=/a}' });
  expect(screen.getByText(/expected a value in quotes/)).toBeInTheDocument();
  const field = screen.getByLabelText('Metrics');
  await user.clear(field);
  await user.paste('{http_route="/a"}');
  await user.keyboard('{Enter}');
  expect(saved.current.metricSelector).toBe('{http_route="/a"}');
  expect(screen.queryByText(/expected/)).not.toBeInTheDocument();
});
