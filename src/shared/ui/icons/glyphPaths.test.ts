import fs from 'node:fs';
import path from 'node:path';
import { glyphPaths } from './glyphPaths';

const folder = path.join(path.dirname(require.resolve('@grafana/ui/package.json')), 'dist/public/img/icons/unicons');

it.each(Object.entries(glyphPaths))('%s is the icon that Grafana shows', (name, outline) => {
  const published = fs.readFileSync(path.join(folder, `${name}.svg`), 'utf8');
  expect([...published.matchAll(/ d="([^"]+)"/g)].map(([, d]) => d)).toEqual([outline]);
});
