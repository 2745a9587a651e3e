/**
 * Bundles for the measuring processes: the engine as it runs in production (no TypeScript loader between), and the core
 * flame graph's code.
 *
 * `@grafana/flamegraph` exports its component only, so its modules are taken by file path. What only draws (React,
 * `@grafana/ui`, colours) is replaced by a stand-in that is never called while measuring; `@grafana/data` (frames,
 * display processors, the theme) is the real one.
 */
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { PACKAGE } from './opponent';

const DRAWING =
  /^(react|react\/jsx-runtime|react-use|react-virtualized-auto-sizer|@emotion\/css|@grafana\/ui|d3|tinycolor2)$/;

/** Replaces what draws, for imports of the package only. */
const withoutDrawing: Plugin = {
  name: 'without-drawing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: DRAWING }, ({ importer, path: wanted }) =>
      importer.includes(`${PACKAGE}/dist/`) ? { path: wanted, namespace: 'stand-in' } : undefined
    );
    onLoad({ filter: /.*/, namespace: 'stand-in' }, () => ({
      contents: `const any = new Proxy(function () {}, {
          get: (_, key) => (key === Symbol.toPrimitive ? () => '' : any),
          apply: () => any,
          getPrototypeOf: () => any, // named imports are looked up on an object made of it
        });
        module.exports = any;`,
    }));
  },
};

/** @returns path of a CommonJS bundle in `folder`, for {@link loadOpponent} */
export async function bundleOpponent(root: string, folder: string): Promise<string> {
  const outfile = path.join(folder, 'opponent.cjs');
  const dist = `./${PACKAGE}/dist/esm`;
  await build({
    stdin: {
      contents: `
        export { FlameGraphDataContainer } from '${dist}/FlameGraph/dataTransform.mjs';
        export { buildFilteredTable } from '${dist}/TopTable/FlameGraphTopTableContainer.mjs';
        export { createDataFrame, createTheme, FieldType } from '@grafana/data';`,
      resolveDir: root,
    },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [withoutDrawing],
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

/** @returns path of the measuring side's bundle in `folder` */
export async function bundleChild(root: string, folder: string): Promise<string> {
  const outfile = path.join(folder, 'child.cjs');
  await build({
    entryPoints: [path.join(root, 'bench/engine/child.ts')],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}
