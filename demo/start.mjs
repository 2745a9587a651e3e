/**
 * `npm run demo`: from a fresh clone to the page. Plain Node: it checks Node and the arguments, installs and builds what is
 * missing, then hands over to demo/host/main.ts.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhenStale, installWhenStale, missingOutput, root } from './prepare.mjs';

const oldestNode = [20, 20];

const usage = `Usage: npm run demo -- [options] [FILE…]
  FILE               profile files to show instead of the recording: pprof, .cpuprofile, folded stacks, …
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

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    fail(
      `Node ${process.versions.node} is too old. Install Node ${oldestNode.join('.')} or newer, then run this again.`
    );
  }
}

function parseOptions() {
  let values;
  let positionals;
  try {
    ({ values, positionals } = parseArgs({
      allowPositionals: true,
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
    fail(`${error.message.split(/\.? To specify|\n/)[0].replace(/\.?$/, '.')} See npm run demo -- --help.`);
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
  if (positionals.length > 0 && (values.pyroscope ?? values.dataset) !== undefined) {
    fail('Profile files take the place of --pyroscope and --dataset. Give the files or one of these.');
  }
  return { ...values, files: positionals };
}

async function start(values) {
  installWhenStale();
  if (!values['no-build']) {
    await buildWhenStale();
  } else if (missingOutput().length > 0) {
    fail(`${missingOutput().join(' and ')} missing. Run this without --no-build.`);
  }
  const { register } = await import('tsx/cjs/api');
  register();
  const { runDemo } = createRequire(import.meta.url)('./host/main.ts');
  const withoutSlash = (url) => url?.replace(/\/+$/, '');
  const demo = await runDemo({
    port: Number(values.port),
    open: !values['no-open'],
    // npm runs scripts in the package's folder; a path is meant from where the command was typed.
    files: values.files.map((file) => path.resolve(process.env.INIT_CWD ?? '.', file)),
    dataset: path.resolve(values.dataset ?? path.join(root, 'demo/dataset')),
    servers: {
      pyroscope: withoutSlash(values.pyroscope),
      prometheus: withoutSlash(values.prometheus),
      tempo: withoutSlash(values.tempo),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void demo.close().then(() => process.exit(0)));
  }
}

checkNode();
start(parseOptions()).catch((error) => {
  if (error.output) {
    process.stderr.write(error.output);
  }
  // Errors that the user can act on carry their own sentence; any other says at least how to begin afresh.
  const ownSentence = ['StepError', 'DemoError', 'DatasetError'].includes(error.constructor.name);
  fail(
    ownSentence
      ? error.message
      : `The demo could not start: ${error.message}. Run npm ci and npm run build, then try again.`
  );
});
