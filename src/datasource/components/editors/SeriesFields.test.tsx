import { screen } from '@testing-library/react';
import { runtime } from '../../testing/setup';
import { openFields } from './testing';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

jest.setTimeout(30_000);

it('takes labels, limit, kind of value and exemplars', async () => {
  const { user, saved } = openFields({ queryType: 'series' });
  const groupBy = screen.getByLabelText('Group by');
  await user.click(groupBy);
  await user.paste('version, $label');
  await user.keyboard('{Enter}');
  expect(saved.current.groupBy).toEqual(['version', '$label']);
  await user.click(screen.getByLabelText('Limit'));
  await user.paste('5000');
  await user.tab();
  expect(saved.current.limit).toBe(1000);
  await user.click(screen.getByRole('radio', { name: 'Total' }));
  await user.click(screen.getByLabelText('Exemplars'));
  expect(saved.current).toMatchObject({ seriesValue: 'total', includeExemplars: true });
  await user.clear(screen.getByLabelText('Group by'));
  await user.tab();
  expect(saved.current.groupBy).toBeUndefined();
});
