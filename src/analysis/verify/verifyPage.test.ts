import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fillVerifyPage, VERIFY_TABLES } from './verifyPage';

const page = resolve(__dirname, '../../../docs/verify.md');

it('the published page equals the tables that decide (UPDATE_DOCS=1 rewrites it)', () => {
  const written = readFileSync(page, 'utf8');
  if (process.env.UPDATE_DOCS === '1') {
    writeFileSync(page, fillVerifyPage(written));
  }
  expect(readFileSync(page, 'utf8')).toBe(fillVerifyPage(written));
});

it.each(Object.keys(VERIFY_TABLES))('the page has a place for the table of %s', (name) =>
  expect(readFileSync(page, 'utf8')).toContain(`<!-- ${name} -->`)
);
