import { defineConfig } from 'eslint/config';
import grafanaI18n from '@grafana/i18n/eslint-plugin';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import baseConfig from './.config/eslint.config.mjs';

/**
 * Who may import whom, written once: a folder may import itself and what stands behind it here.
 * docs/architecture.md draws it; tests/unit/importFence.test.ts proves that the fence holds.
 */
const pure = ['src/shared/lib', 'src/profiles', 'src/analysis', 'src/correlate'];
const shell = [...pure, 'src/shared/ui'];
const mayImport = {
  'src/shared/lib': [],
  'src/profiles': pure.slice(0, 1),
  'src/analysis': pure.slice(0, 2),
  'src/correlate': pure.slice(0, 3),
  'src/shared/ui': pure,
  'src/datasource': shell,
  'src/panel': shell,
  'src/app': shell,
  demo: shell,
  cli: pure,
  bench: pure,
};
const folders = Object.keys(mayImport);
const zones = folders.map((target) => ({
  target: `./${target}`,
  from: folders.filter((from) => from !== target && !mayImport[target].includes(from)).map((from) => `./${from}`),
}));

const isTest = ['**/*.test.{ts,tsx}', '**/testing/**'];

export default defineConfig([
  { ignores: ['**/node_modules/', '**/dist/', '.config/', '.demo/', 'test-artifacts/', 'coverage/', 'playwright-report/', 'test-results/', 'playwright/', 'tests/fixtures/fence/'] },
  ...baseConfig,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.json'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-deprecated': 'off',
    },
  },
  {
    // What is on screen goes through `t` and `Trans` (docs/decisions/0029-texts.md).
    files: ['src/{shared/ui,datasource,app,panel}/**/*.{ts,tsx}'],
    ignores: isTest,
    plugins: { '@grafana/i18n': grafanaI18n },
    rules: {
      '@grafana/i18n/no-untranslated-strings': 'error',
      '@grafana/i18n/no-translation-top-level': 'error',
      '@grafana/i18n/t-plural-defaults': 'error',
      '@grafana/i18n/trans-plural-defaults': 'error',
    },
  },
  {
    // Outside components the rule takes null and examples of code for texts.
    files: ['src/panel/**/*.ts'],
    plugins: { '@grafana/i18n': grafanaI18n },
    rules: { '@grafana/i18n/no-untranslated-strings': 'off' },
  },
  {
    files: pure.map((folder) => `${folder}/**/*.ts`),
    ignores: isTest,
    rules: {
      'no-restricted-imports': ['error', { patterns: ['@grafana/*', 'react', 'react-*', 'react/*', 'rxjs', 'rxjs/*', '@emotion/*', 'node:*', 'fs', 'path', 'zlib', 'os'] }],
      'no-restricted-globals': ['error', 'window', 'document', 'fetch', 'performance', 'console', 'setTimeout', 'setInterval', 'process'],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }],
    },
  },
]);
