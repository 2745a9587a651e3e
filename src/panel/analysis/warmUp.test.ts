import { runJob } from './job';
import { warmUp } from './warmUp';

jest.mock('./job', () => ({ ...jest.requireActual('./job'), runJob: jest.fn(jest.requireActual('./job').runJob) }));

it('runs the whole engine on a profile that it accepts', () => {
  warmUp();
  const [{ value }] = (runJob as jest.Mock).mock.results;
  expect(value.profile.language).toBe('go');
  expect(value.rows.length).toBeGreaterThan(0);
});
