import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fillMethodPage, METHOD_TABLES } from './methodText';

const page = resolve(__dirname, '../../docs/method.md');

it('the published method equals the tables that decide (UPDATE_DOCS=1 rewrites it)', () => {
  const written = readFileSync(page, 'utf8');
  if (process.env.UPDATE_DOCS === '1') {
    writeFileSync(page, fillMethodPage(written));
  }
  expect(readFileSync(page, 'utf8')).toBe(fillMethodPage(written));
});

it.each(Object.keys(METHOD_TABLES))('the page has a place for the table of %s', (name) => {
  const text = readFileSync(page, 'utf8');
  expect(text).toContain(`<!-- ${name} -->`);
  expect(text).toContain(`<!-- /${name} -->`);
});
