/** Installs and builds what is missing or older than its sources. Plain Node: on a fresh clone nothing else is there. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A step that failed; the message is one sentence, the step's own output stands in `output`. */
export class StepError extends Error {
  constructor(message, output) {
    super(message);
    this.output = output;
  }
}

const report = (text) => process.stderr.write(`${text}\n`);

/** Progress goes to standard error: standard output is the demo's one line with the address. */
function run(title, command, args) {
  report(`${title} …`);
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    const why = error ? ` (${error.message})` : '';
    throw new StepError(
      `${title} failed${why}. See above, or run ${[command, ...args].join(' ')} yourself.`,
      `${stdout ?? ''}${stderr ?? ''}`
    );
  }
}

const timeOf = (file) => fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

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

/** Name and version of every package that a lock file lists, apart from the project itself and what a platform may leave out. */
function packagesOf(file) {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  return Object.entries(JSON.parse(text).packages ?? {}).filter(
    ([name, { optional, link }]) => name !== '' && !optional && !link
  );
}

/** Contents, not times: a fresh clone's lock file is younger than packages that fit it. */
function isInstalled() {
  const installed = 'node_modules/.package-lock.json';
  if (timeOf(installed) === 0) {
    return false;
  }
  const versions = new Map(packagesOf(installed).map(([name, { version }]) => [name, version]));
  return packagesOf('package-lock.json').every(([name, { version }]) => versions.get(name) === version);
}

export function installWhenStale() {
  if (isInstalled()) {
    return;
  }
  // `npm ci` empties the folder first; behind a link that would be another project's.
  if (fs.lstatSync(path.join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new StepError(
      'node_modules is a link, and its packages do not fit package-lock.json. Remove the link, or install there.',
      ''
    );
  }
  run('Installing packages', 'npm', ['ci']);
}

export async function buildWhenStale() {
  const lock = 'package-lock.json';
  if (
    timeOf('dist/module.js') < newest(['src', '.config', 'webpack.config.ts', 'package.json', 'CHANGELOG.md', lock])
  ) {
    run('Building the plugins', 'npm', ['run', 'build']);
    // webpack leaves a file that has not changed as old as it was.
    fs.utimesSync(path.join(root, 'dist/module.js'), new Date(), new Date());
  }
  if (timeOf('.demo/host/main.js') < newest(['demo/host', lock])) {
    report('Building the page …');
    const { buildHost } = await import('./host/build.mjs');
    await buildHost();
  }
}

/** What is needed and not there, for a start without building. */
export const missingOutput = () => ['dist/module.js', '.demo/host/main.js'].filter((file) => timeOf(file) === 0);
