import { ROUNDS } from '../../shared/ui/worker/practice';
import { runJob } from './job';
import { practiceRound } from './practiceRound';

jest.mock('./job', () => ({ ...jest.requireActual('./job'), runJob: jest.fn(jest.requireActual('./job').runJob) }));

it('runs the whole engine on profiles that it accepts', () => {
  for (const stacks of [ROUNDS[0], ROUNDS[ROUNDS.length - 1]]) {
    Array.from(practiceRound(stacks));
  }
  for (const { value } of (runJob as jest.Mock).mock.results) {
    expect(value.profile.language).toBe('go');
    expect(value.rows.length).toBeGreaterThan(0);
  }
});
