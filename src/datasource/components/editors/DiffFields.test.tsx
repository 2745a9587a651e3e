import { screen } from '@testing-library/react';
import { runtime } from '../../testing/setup';
import { openFields } from './testing';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

jest.setTimeout(30_000);

it('takes another time range, another selector, a rate and what to show', async () => {
  const { user, saved } = openFields({ queryType: 'diff' });
  const enter = async (label: string, text: string) => {
    await user.click(screen.getByLabelText(label));
    await user.paste(text);
    await user.tab();
  };
  await enter('Earlier by', '1h');
  await enter('Other labels', '{service_name=checkout');
  expect(screen.getByText(/expected a value in quotes/)).toBeInTheDocument();
  await user.clear(screen.getByLabelText('Other labels'));
  await enter('Other labels', '{version="1.4.0"}');
  await enter('Requests', '46');
  await enter('Before', '23');
  await user.click(screen.getByRole('radio', { name: 'Table' }));
  expect(saved.current).toMatchObject({
    baseline: { shift: '1h', labelSelector: '{version="1.4.0"}', requests: '23' },
    requests: '46',
    show: 'table',
  });
  await user.click(screen.getByRole('radio', { name: 'Both' }));
  expect(saved.current.show).toBeUndefined();
});
