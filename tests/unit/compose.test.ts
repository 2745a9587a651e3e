/** docker-compose.yml without Docker: against Compose's own schema, and against what it mounts. */
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');

interface Mount {
  type: string;
  source: string;
  target: string;
  read_only?: boolean;
  bind?: { create_host_path?: boolean };
}
interface Service {
  image: string;
  ports?: string[];
  environment?: Record<string, string>;
  volumes?: Array<Mount | string>;
  command?: string[];
  depends_on?: Record<string, { condition: string }>;
}
const services = (file: string) => parse(read(file), { merge: true }).services as Record<string, Service>;
const { lgtm, seed } = services('docker-compose.yml');

const schema = JSON.parse(read('tests/fixtures/compose/compose-spec.json')) as { $schema?: string };
delete schema.$schema; // ajv knows draft-07 under its http address only
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);

it.each(['docker-compose.yml', 'tests/e2e/docker-compose.yml'])('%s fits the Compose schema', (file) => {
  validate(parse(read(file), { merge: true }));
  expect(validate.errors ?? []).toEqual([]);
});

it('is refused by the schema when a key is misspelt', () => {
  expect(validate({ services: { lgtm: { image: 'a', healthchek: {} } } })).toBe(false);
});

it('pins every image to one version', () => {
  for (const { image } of [lgtm, seed]) {
    expect(image).toMatch(/:\d+\.\d+\.\d+/);
  }
});

it('opens ports to this machine only', () => {
  expect(lgtm.ports).not.toHaveLength(0);
  lgtm.ports?.forEach((port) => expect(port).toMatch(/^127\.0\.0\.1:/));
  expect(seed.ports).toBeUndefined();
});

it('allows exactly the three unsigned plugins of the bundle', () => {
  const ids = ['src/plugin.json', 'src/datasource/plugin.json', 'src/panel/plugin.json'].map(
    (file) => JSON.parse(read(file)).id
  );
  expect(lgtm.environment?.GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS.split(',')).toEqual(ids);
});

it('mounts files of the repository read-only and refuses to invent a missing one', () => {
  const binds = [lgtm, seed]
    .flatMap(({ volumes }) => volumes ?? [])
    .filter((volume): volume is Mount => typeof volume !== 'string');
  expect(binds.map(({ source }) => source)).toEqual([
    './dist',
    './provisioning',
    './.demo/seed/seed.cjs',
    './demo/dataset',
  ]);
  binds.forEach((bind) =>
    expect(bind).toMatchObject({ type: 'bind', read_only: true, bind: { create_host_path: false } })
  );
  expect(fs.existsSync(path.join(root, 'provisioning')) && fs.existsSync(path.join(root, 'demo/dataset'))).toBe(true);
});

it('gives provisioning every variable that it reads', () => {
  const wanted = ['datasources/datasources.yaml', 'dashboards/dashboards.yaml', 'plugins/apps.yaml']
    .flatMap((file) => [...read(`provisioning/${file}`).matchAll(/\$\{(\w+)\}/g)])
    .map(([, name]) => name);
  expect(Object.keys(lgtm.environment ?? {})).toEqual(expect.arrayContaining([...new Set(wanted)]));
});

it('loads only after all servers answer, and only options that the loader has', () => {
  expect(seed.depends_on).toEqual({ lgtm: { condition: 'service_healthy' } });
  const loader = read('demo/seed/main.ts');
  const options = seed.command?.filter((part) => part.startsWith('--')).map((part) => part.split('=')[0]) ?? [];
  expect(options).toHaveLength(5);
  options.forEach((option) => expect(loader).toContain(`'${option} <`));
});

it('builds the loader where the container looks for it', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  expect(scripts['build:seed']).toContain('--outfile=.demo/seed/seed.cjs');
  expect(scripts.server).toMatch(/npm run build && npm run build:seed && docker compose up/);
});
