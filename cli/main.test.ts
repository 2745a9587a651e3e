import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const fixlayer = (...args: string[]) =>
  spawnSync('npm', ['run', '-s', 'fixlayer', '--', ...args], { cwd: ROOT, encoding: 'utf8', timeout: 60_000 });

it('prints the JSON alone and exits 0', () => {
  const { status, stdout, stderr } = fixlayer('analyze', 'tests/fixtures/fixbench/tickets-flat/base.pb.gz', '--json');
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: expect.any(String), candidates: expect.any(Array) });
}, 60_000);

it('exits 2 with one sentence and nothing on standard output', () => {
  const { status, stdout, stderr } = fixlayer('analyze', 'nothing.pb.gz', '--json');
  expect([status, stdout, stderr]).toEqual([2, '', 'nothing.pb.gz: no such file, check the path.\n']);
}, 60_000);
