/** What `analyze` sets aside as idle is no cost of a comparison either. */
import { treeFromText } from '../../profiles/testing/treeFromText';
import { analyze } from '../analyze';
import { diffProfiles } from './diff';
import { verifyFix } from './verifyFix';

const side = (parked: string, work: number) =>
  treeFromText(
    `
    runtime.goexit        example.com/a.Serve        example.com/a.Serve
    runtime.gopark×${parked}  database/sql.(*DB).Query   example.com/a.Work×${work}
                          runtime.gopark×3000
  `,
    { unit: 'nanoseconds', sampleType: 'wall' }
  );
const [before, after] = [side('90000', 5000), side('10000', 2000)];

it('takes goroutines that wait for nobody out of the total, and keeps the waits of the service', () => {
  const report = verifyFix({ before, after, requestsBefore: 1, requestsAfter: 1, frame: 'example.com/a.Work' });
  expect([report.total.costBefore, report.total.costAfter]).toEqual([8000, 5000]);
  expect(analyze(before).profile.total).toBe(8000);
  expect(report.verdict).toBe('confirmed');
});

it('tells no change of goroutines that come and go', () => {
  const { rows } = diffProfiles(before, after, { before: 1, after: 1 });
  expect(rows.filter(({ func, status }) => func.name === 'runtime.goexit' && status !== 'same')).toEqual([]);
});
