/**
 * Extends the scaffold's build (`.config`, untouched) for a bundle of three plugins in one compilation.
 * Each cure names the defect it heals; drop one when the scaffold no longer has it.
 */
import path from 'path';
import CopyWebpackPlugin from 'copy-webpack-plugin';
import webpack, { type Configuration, type EntryObject } from 'webpack';
import { merge } from 'webpack-merge';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

const jsxRuntimes = ['react/jsx-runtime', 'react/jsx-dev-runtime'];

const config = async (env: Env): Promise<Configuration> => {
  const base = await grafanaConfig(env);

  // Worker chunks must be plain scripts: the AMD wrapper belongs to the plugin entries only.
  const library = base.output?.library;
  if (base.output) {
    delete base.output.library;
  }
  base.externalsType = 'amd';
  const entry: EntryObject = Object.fromEntries(
    Object.entries(base.entry as Record<string, string>).map(([name, file]) => [name, { import: file, library }])
  ) as EntryObject;
  delete base.entry;

  // Grafana 12.2.0 shares no jsx-runtime, and the externals of a lazy chunk stop the whole entry from loading.
  base.externals = (base.externals as unknown[]).filter(
    (external) => !(typeof external === 'string' && jsxRuntimes.includes(external))
  ) as Configuration['externals'];
  const jsxShim = path.resolve(process.cwd(), 'src/shared/ui/jsxRuntime.ts');

  return merge(base, {
    entry,
    module: {
      // A worker that may come from another origin is started through a subclass, shared/ui/worker/corsWorker. The rule
      // matches the text of an import, so each folder with a worker re-exports the class from its own ./corsWorker.
      parser: { javascript: { worker: ['CorsWorker from ./corsWorker', '...'] } },
      rules: [
        // Lazy chunks and images of a nested plugin lie in the root app's folder.
        {
          test: /src\/(datasource|panel)\/module\.tsx?$/,
          use: [{ loader: 'imports-loader', options: { imports: 'side-effects nestedPublicPath' } }],
        },
        // Loading one of these modules does nothing by itself, so that a name taken from the engine's barrel does not
        // bring the engine into an entry.
        { test: /src\/(analysis|profiles|correlate|shared\/lib)\/.*\.ts$/, sideEffects: false },
      ],
    },
    plugins: [
      new CopyWebpackPlugin({ patterns: [{ from: '{datasource,panel}/img/**/*', to: '.' }] }),
      // Most functions of the panel's body run in its first drawing. The browser compiles them while it loads the file, on
      // a thread of its own, instead of each at its first call (70 ms sooner mounted; docs/decisions/0005).
      new webpack.BannerPlugin({
        banner: '//# allFunctionsCalledOnLoad',
        raw: true,
        include: /^hotpath-panel\.js/,
        stage: webpack.Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_SIZE + 1,
      }),
    ],
    // A worker stays in one file: it would look for a chunk of its own below its own address (the public path is
    // relative), get a 404, and the work would fall to the main thread. 'async', the default, without chunks that have
    // a runtime.
    optimization: { splitChunks: { chunks: (chunk) => !chunk.canBeInitial() && !chunk.hasRuntime() } },
    resolve: { alias: Object.fromEntries(jsxRuntimes.map((name) => [`${name}$`, jsxShim])) },
    performance: { hints: false },
  });
};

export default config;
