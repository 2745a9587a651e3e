/** Where the files of `/public/…` lie: the built plugins in dist/, the host's bundle in .demo/, fonts and icons in packages. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export const repositoryRoot = path.resolve(__dirname, '../../..');
export const distFolder = path.join(repositoryRoot, 'dist');
export const bundleFolder = path.join(repositoryRoot, '.demo/host');

/** Plugin ids → folder, as Grafana 12.2 serves a nested plugin: under its own id, with its chunks under the app's. */
export const pluginFolders: Readonly<Record<string, string>> = {
  'fixlayer-hotpath-app': distFolder,
  'fixlayer-pyroscope-datasource': path.join(distFolder, 'datasource'),
  'fixlayer-hotpath-panel': path.join(distFolder, 'panel'),
};

const resolvePackage = createRequire(__filename).resolve;
const packageFolder = (name: string) => path.dirname(resolvePackage(`${name}/package.json`));

/** Grafana's font file names → weight; Grafana's packages name the fonts but do not publish them. */
const interWeights: Readonly<Record<string, string>> = {
  'Inter-Regular': '400-normal',
  'Inter-Medium': '500-normal',
  'Inter-SemiBold': '600-normal',
  'Inter-Italic': '400-italic',
  'Inter-MediumItalic': '500-italic',
};

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Icons that the packages use but do not publish → one that they do. */
const iconStandIns: Readonly<Record<string, string>> = {
  'angle-double-left': 'angle-left',
  'check-square': 'check',
  home: 'apps',
  'list-ol': 'list-ul',
  spinner: 'sync',
};
const emptyIcon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>';

function readImage(name: string): Asset | null {
  const folder = path.join(packageFolder('@grafana/ui'), 'dist/public/img');
  const standIn = name.replace(/([\w-]+)\.svg$/, (file, icon: string) =>
    iconStandIns[icon] ? `${iconStandIns[icon]}.svg` : file
  );
  // An icon without a stand-in is drawn empty, so that the page has no failed request of its own.
  return (
    readInside(folder, name) ??
    readInside(folder, standIn) ??
    (name.startsWith('icons/') ? { body: emptyIcon, contentType: 'image/svg+xml' } : null)
  );
}

export interface Asset {
  readonly body: Buffer | string;
  readonly contentType: string;
  /** of the file as it lies there now; absent for what is made up */
  readonly etag?: string;
}

function readInside(folder: string, relative: string): Asset | null {
  const file = path.resolve(folder, relative);
  const stat = file.startsWith(folder + path.sep) ? fs.statSync(file, { throwIfNoEntry: false }) : undefined;
  if (!stat?.isFile()) {
    return null;
  }
  return {
    body: fs.readFileSync(file),
    contentType: contentTypes[path.extname(file)] ?? 'application/octet-stream',
    etag: `"${stat.size.toString(36)}-${Math.round(stat.mtimeMs).toString(36)}"`,
  };
}

/** @param pathname decoded, beginning with `/public/`; null when there is no such file */
export function readPublicAsset(pathname: string): Asset | null {
  const [, kind = '', rest = ''] = /^\/public\/(?:build\/)?(\w+)\/(.+)$/.exec(pathname) ?? [];
  switch (kind) {
    case 'plugins': {
      const [id = '', ...segments] = rest.split('/');
      const folder = pluginFolders[id];
      return folder ? readInside(folder, segments.join('/')) : null;
    }
    case 'host':
      return readInside(bundleFolder, rest);
    case 'img':
      return readImage(rest);
    case 'fonts': {
      const [, family = '', name = ''] = /^(inter|roboto)\/(.+)\.woff2$/.exec(rest) ?? [];
      return family === 'roboto'
        ? readInside(packageFolder('@fontsource/roboto-mono'), 'files/roboto-mono-latin-400-normal.woff2')
        : readInside(
            packageFolder('@fontsource/inter'),
            `files/inter-latin-${interWeights[name] ?? '400-normal'}.woff2`
          );
    }
    default:
      return null;
  }
}
