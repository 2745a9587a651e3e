/** Bundles the host page into .demo/host. Plain Node: the demo calls it before TypeScript can run. */
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
    plugins: [newerRuntime, onePackageEach, noCodeEditor, scrollbars],
  });
}

/**
 * React and the packages that keep state in a module must exist once, whichever way (import or require) a dependency asks
 * for them; otherwise the plugins would share one copy and the page use another.
 */
const singletons =
  /^(@grafana\/(data|ui|runtime|schema|i18n|scenes)|react|react-dom|react-router|react-router-dom|rxjs|@emotion\/css|@emotion\/react)$/;
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

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildHost();
}
