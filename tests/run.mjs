/**
 * `npm test`: everything that a clean clone needs, then type check, lint, unit and contract tests, build with the bundle's
 * checks, browser tests. Each check counts once. The last line is `N passed, N failed`. `--full` (`npm run test:full`) adds
 * what takes minutes or hours: all generated programs, every state of the panel at every width and in all themes. Plain
 * Node, for a clone without packages.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildWhenStale, installWhenStale, root } from '../demo/prepare.mjs';

const full = process.argv.includes('--full');
/** A step that hangs must not hide the results of the others. */
const stepLimitMs = (full ? 180 : 30) * 60_000;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'fixlayer-tests-'));
const totals = { passed: 0, failed: 0, skipped: 0 };

/** @returns {Promise<{ ok: boolean, output: string }>} both streams, as they came */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', ...env },
      detached: process.platform !== 'win32',
    });
    let output = '';
    const collect = (data) => (output += data);
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const limit = setTimeout(() => {
      output += `\nstopped after ${stepLimitMs / 60_000} minutes\n`;
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    }, stepLimitMs);
    const done = (ok, more = '') => {
      clearTimeout(limit);
      resolve({ ok, output: output + more });
    };
    child.on('error', (error) => done(false, error.message));
    child.on('close', (code) => done(code === 0));
  });
}

const bin = (name) => path.join(root, 'node_modules/.bin', name);

/** One command that passes or fails as a whole. */
async function check(command, args) {
  const { ok, output } = await run(command, args);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output: ok ? '' : output };
}

async function unitTests() {
  const file = path.join(scratch, 'jest.json');
  const { output } = await run(bin('jest'), ['--json', `--outputFile=${file}`, '--silent', '--maxWorkers=100%'], {
    FIXLAYER_FULL: full ? '1' : '',
  });
  if (!fs.existsSync(file)) {
    return { passed: 0, failed: 1, output };
  }
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
    fs.readFileSync(file, 'utf8')
  );
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed, skipped: numPendingTests, output: failed > 0 ? output : '' };
}

async function buildAndBundle() {
  try {
    await buildWhenStale();
  } catch (error) {
    return { passed: 0, failed: 1, output: `${error.output ?? ''}${error.message}` };
  }
  const { checkBundle } = await import('./bundle.mjs');
  const results = checkBundle();
  const failures = results.filter((result) => result.failure);
  return {
    passed: 1 + results.length - failures.length,
    failed: failures.length,
    output: failures.map(({ name, failure }) => `${name}: ${failure}`).join('\n'),
    note: results
      .slice(0, 3)
      .map(({ name }) => name)
      .join('; '),
  };
}

async function browserTests() {
  const { findBrowser } = await import('./findBrowser.mjs');
  const browser = await findBrowser({ install: true });
  if (!browser) {
    return {
      passed: 0,
      failed: 1,
      output: 'No browser was found or could be installed. Set CHROMIUM_PATH to a Chromium or Chrome.',
    };
  }
  const file = path.join(scratch, 'browser.json');
  const args = ['tests/browser/main.ts', '--json', file, ...(full ? ['--full'] : [])];
  const { output } = await run(bin('tsx'), args, { CHROMIUM_PATH: browser });
  if (!fs.existsSync(file)) {
    return { passed: 0, failed: 1, output };
  }
  const { passed, failed } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return { passed, failed, output: failed > 0 ? output : '' };
}

async function step(title, body) {
  const startedMs = performance.now();
  const { passed, failed, skipped = 0, output, note } = await body();
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  if (output) {
    process.stdout.write(`${output.trimEnd()}\n`);
  }
  process.stdout.write(
    `${title}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''} (${seconds} s)\n`
  );
  if (note) {
    process.stdout.write(`  ${note}\n`);
  }
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

try {
  installWhenStale();
  await step('Type check', () => check(bin('tsc'), ['--noEmit']));
  await step('Lint', () => check(bin('eslint'), ['--cache', '.']));
  await step('Unit and contract tests', unitTests);
  await step('Build and bundle', buildAndBundle);
  await step('Browser tests', browserTests);
} catch (error) {
  totals.failed += 1;
  process.stdout.write(`${error.output ?? ''}${error.message}\n`);
}
fs.rmSync(scratch, { recursive: true, force: true });
if (totals.skipped > 0) {
  process.stdout.write(`${totals.skipped} skipped: what they need is not on this machine; their names say what.\n`);
}
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed > 0 ? 1 : 0;
