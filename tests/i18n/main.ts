/** `npm run i18n:extract`: writes the English texts of each plugin to its locale file. */
import fs from 'node:fs';
import path from 'node:path';
import { localeFile, plugins, root } from './extract';

for (const { file, sources } of plugins) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), localeFile(sources));
}
