/**
 * `npm run demo`: from a fresh clone to the page. Plain Node, because on a fresh clone nothing else is there: it checks Node,
 * installs and builds what is missing or older than its sources, then hands over to demo/host/main.ts.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = [20, 20];

const usage = `Usage: npm run demo -- [options]
  --port N           port of the page (default 3300; 0 = any free port)
  --no-open          do not open a browser
  --no-build         take dist/ and .demo/ as they are
  --dataset DIR      another recording of the shape of demo/dataset
  --pyroscope URL    a real Pyroscope instead of the recording
  --prometheus URL   a real Prometheus instead of the recording
  --tempo URL        a real Tempo instead of the recording`;

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function parseOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        port: { type: 'string', default: '3300' },
        'no-open': { type: 'boolean', default: false },
        'no-build': { type: 'boolean', default: false },
        dataset: { type: 'string' },
        pyroscope: { type: 'string' },
        prometheus: { type: 'string' },
        tempo: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    fail(`${error.message.split('\n')[0].replace(/[.]?$/, '.')} See npm run demo -- --help.`);
  }
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  if (!/^\d+$/.test(values.port) || Number(values.port) > 65535) {
    fail(`--port ${values.port} is not a port. Give a number from 0 to 65535.`);
  }
  for (const name of ['pyroscope', 'prometheus', 'tempo']) {
    if (values[name] !== undefined && !/^https?:\/\/[^/]/.test(values[name])) {
      fail(`--${name} ${values[name]} is not an address. Give one like http://127.0.0.1:4040.`);
    }
  }
  return values;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    fail(`Node ${process.versions.node} is too old. Install Node ${oldestNode.join('.')} or newer, then run this again.`);
  }
}

/** Runs a step; its output goes to standard error, so that standard output stays the one line with the address. */
function run(title, command, args) {
  process.stderr.write(`${title}\n`);
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
    fail(`${title.replace(/ …$/, '')} failed${error ? ` (${error.message})` : ''}. See above, or run ${[command, ...args].join(' ')} yourself.`);
  }
}

const timeOf = (file) => (fs.existsSync(file) ? fs.statSync(file).mtimeMs : 0);

/** The latest change below the given files and folders; a folder's own time tells that something in it was deleted. */
function newest(entries) {
  let latest = 0;
  const visit = (entry) => {
    const stat = fs.statSync(entry, { throwIfNoEntry: false });
    if (stat) {
      latest = Math.max(latest, stat.mtimeMs);
      if (stat.isDirectory()) {
        fs.readdirSync(entry).forEach((name) => visit(path.join(entry, name)));
      }
    }
  };
  entries.forEach((entry) => visit(path.join(root, entry)));
  return latest;
}

function install() {
  if (timeOf(path.join(root, 'node_modules/.package-lock.json')) < timeOf(path.join(root, 'package-lock.json'))) {
    run('Installing packages …', 'npm', ['ci']);
  }
}

async function build() {
  const lock = 'package-lock.json';
  if (timeOf(path.join(root, 'dist/module.js')) < newest(['src', '.config', 'webpack.config.ts', 'package.json', 'README.md', 'CHANGELOG.md', lock])) {
    run('Building the plugins …', 'npm', ['run', 'build']);
  }
  if (timeOf(path.join(root, '.demo/host/main.js')) < newest(['demo/host', lock])) {
    process.stderr.write('Building the page …\n');
    const { buildHost } = await import('./host/build.mjs');
    await buildHost();
  }
}

checkNode();
const values = parseOptions();
install();
if (!values['no-build']) {
  await build();
}
for (const file of ['dist/module.js', '.demo/host/main.js']) {
  if (!fs.existsSync(path.join(root, file))) {
    fail(`${file} is missing. Run this without --no-build.`);
  }
}

const { register } = await import('tsx/cjs/api');
register();
const { createRequire } = await import('node:module');
const { runDemo, DemoError } = createRequire(import.meta.url)('./host/main.ts');

let demo;
try {
  const withoutSlash = (url) => url?.replace(/\/+$/, '');
  demo = await runDemo({
    port: Number(values.port),
    open: !values['no-open'],
    dataset: path.resolve(values.dataset ?? path.join(root, 'demo/dataset')),
    servers: { pyroscope: withoutSlash(values.pyroscope), prometheus: withoutSlash(values.prometheus), tempo: withoutSlash(values.tempo) },
  });
} catch (error) {
  if (error instanceof DemoError) {
    fail(error.message);
  }
  fail(`The demo could not start: ${error.message}. Run npm ci and npm run build, then try again.`);
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void demo.close().then(() => process.exit(0)));
}
