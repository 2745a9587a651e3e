import fs from 'node:fs';
import path from 'node:path';
import { localeFile, plugins, root } from '../i18n/extract';

it.each(plugins)('$file holds the texts of the code; else run npm run i18n:extract', ({ file, sources }) => {
  expect(fs.readFileSync(path.join(root, file), 'utf8')).toBe(localeFile(sources));
});
