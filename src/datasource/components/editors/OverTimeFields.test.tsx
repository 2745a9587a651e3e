import { screen } from '@testing-library/react';
import { runtime } from '../../testing/setup';
import { openFields } from './testing';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

jest.setTimeout(30_000);

it('takes value, weight, a bounded number of windows, a label, and a rate where it is needed', async () => {
  const { user, saved } = openFields({ queryType: 'functionOverTime', functionName: 'main.work' });
  expect(screen.queryByLabelText('Requests')).not.toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Per request' }));
  expect(screen.getByText('Enter a request rate.')).toBeInTheDocument();
  const enter = async (label: string, text: string) => {
    await user.click(screen.getByLabelText(label));
    await user.paste(text);
    await user.tab();
  };
  await enter('Requests', '46');
  await user.click(screen.getByRole('radio', { name: 'Flat' }));
  await enter('Windows', '5000');
  await enter('By label', 'version');
  expect(saved.current).toMatchObject({
    functionValue: 'perRequest',
    functionWeight: 'self',
    requests: '46',
    windows: 48,
    overLabel: 'version',
  });
});
