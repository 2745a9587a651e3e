/** Bundles the host page into .demo/host. Plain Node: the demo calls it before TypeScript can run. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export async function buildHost() {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'demo/host/page/main.tsx' },
    outdir: '.demo/host',
    bundle: true,
    minify: true,
    sourcemap: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'transform',
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    loader: { '.svg': 'dataurl', '.woff2': 'dataurl', '.png': 'dataurl' },
    logLevel: 'error',
    alias: { 'react-router-dom-v5-compat': 'react-router-dom' },
    plugins: [newerRuntime, onePackageEach, noCodeEditor, scrollbars, iconBundle],
  });
}

/**
 * React and the packages that keep state in a module must exist once, whichever way (import or require) a dependency asks
 * for them; otherwise the plugins would share one copy and the page use another.
 */
const singletons =
  /^(@grafana\/(data|ui|runtime|schema|i18n|scenes)|react|react-dom|react-router|react-router-dom|react-inlinesvg|rxjs|@emotion\/css|@emotion\/react)$/;
const onePackageEach = {
  name: 'one-package-each',
  setup(build) {
    build.onResolve({ filter: singletons }, (args) => {
      if (args.pluginData === 'resolved') {
        return undefined;
      }
      return build.resolve(args.path, { kind: 'import-statement', resolveDir: root, pluginData: 'resolved' });
    });
  },
};

/** plugin-compat probes for exports that newer versions of the runtime have; CommonJS makes a missing one undefined. */
const newerRuntime = {
  name: 'newer-runtime',
  setup(build) {
    build.onResolve({ filter: /^@grafana\/runtime$/ }, (args) =>
      args.importer.includes('plugin-compat') ? { path: 'runtime', namespace: 'probe' } : undefined
    );
    build.onLoad({ filter: /.*/, namespace: 'probe' }, () => ({
      contents: "module.exports = require('@grafana/runtime')",
      resolveDir: root,
    }));
  },
};

/** An .mjs that imports the default of a CommonJS package gets its exports, which are no component: the default itself. */
const scrollbars = {
  name: 'scrollbars',
  setup(build) {
    build.onResolve({ filter: /^react-custom-scrollbars-2$/ }, (args) =>
      args.importer.endsWith('.mjs') ? { path: args.path, namespace: 'default-of' } : undefined
    );
    build.onLoad({ filter: /.*/, namespace: 'default-of' }, ({ path }) => ({
      contents: `module.exports = require('${path}').default`,
      resolveDir: root,
    }));
  },
};

/** No code is written in the host; the code editor would be half of the bundle. */
const noCodeEditor = {
  name: 'no-code-editor',
  setup(build) {
    build.onResolve({ filter: /^monaco-editor/ }, () => ({ path: 'monaco-editor', namespace: 'empty' }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }));
  },
};

/** `host:icons`: path below the icon folder → drawing, for every icon that Grafana's packages publish (160 kB). */
const iconBundle = {
  name: 'icon-bundle',
  setup(build) {
    build.onResolve({ filter: /^host:icons$/ }, () => ({ path: 'icons', namespace: 'icons' }));
    build.onLoad({ filter: /.*/, namespace: 'icons' }, () => {
      const folder = path.join(
        path.dirname(createRequire(import.meta.url).resolve('@grafana/ui/package.json')),
        'dist/public/img/icons'
      );
      const files = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.svg'));
      return {
        loader: 'json',
        contents: JSON.stringify(
          Object.fromEntries(
            files.map((name) => [name.split(path.sep).join('/'), fs.readFileSync(path.join(folder, name), 'utf8')])
          )
        ),
      };
    });
  },
};

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildHost();
}
