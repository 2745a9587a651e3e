/**
 * Points the public path of a nested plugin at the root app's folder, where its lazy chunks, workers and images lie.
 * Imported by webpack (see webpack.config.ts) right after the scaffold's own public-path module.
 */
import amdMetaModule from 'amd-module';

const uri = amdMetaModule && amdMetaModule.uri;
if (uri) {
  const dir = uri.slice(0, uri.lastIndexOf('/') + 1);
  const local = /public\/plugins\/(fixlayer-pyroscope-datasource|fixlayer-hotpath-panel)\/$/;
  __webpack_public_path__ = local.test(dir)
    ? dir.replace(local, 'public/plugins/fixlayer-hotpath-app/') // local file system: nested id → app id
    : dir.replace(/[^/]+\/$/, ''); // CDN: …/<app>/datasource/ → …/<app>/
}
