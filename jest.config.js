// Time zone fixed, so that formatted times do not depend on the machine.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const shared = {
  ...base,
  rootDir: __dirname,
  // d3-color ships `.mjs`, so the scaffold's pattern (js, ts) is widened.
  transform: { '^.+\\.(m?(t|j)s|(t|j)sx)$': base.transform['^.+\\.(t|j)sx?$'] },
  transformIgnorePatterns: [
    nodeModulesToTransform([...grafanaESModules, '@react-hookz/web', '@ver0/deep-equal', 'pbf']),
  ],
  modulePaths: [],
};

/** Folders whose tests run under node: faster, and a proof that they use no DOM. */
const pure = [
  'src/shared/lib',
  'src/profiles',
  'src/analysis',
  'src/correlate',
  'cli',
  'demo',
  'bench',
  'tests/unit',
  'tests/generator',
  'tests/twin',
  'tests/fuzz',
];
const dom = ['src/shared/ui', 'src/datasource', 'src/panel', 'src/app'];
/** Tests of what depends on when React draws, for Grafana 12, which has React 18. */
const react18 = ['src/datasource/components/selector/SelectorText.test.tsx'];
const testsIn = (folders) => folders.map((folder) => `<rootDir>/${folder}/**/*.test.{ts,tsx}`);

module.exports = {
  // A busy machine is no failure: tests that act as a user take many small steps.
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'pure', testEnvironment: 'node', testMatch: testsIn(pure) },
    { ...shared, displayName: 'dom', testMatch: testsIn(dom) },
    {
      ...shared,
      displayName: 'react18',
      testMatch: react18.map((file) => `<rootDir>/${file}`),
      moduleNameMapper: {
        '^(react|react-dom)(/.*)?$': '<rootDir>/node_modules/$1-18$2',
        '^scheduler$': '<rootDir>/node_modules/react-dom-18/node_modules/scheduler',
        ...base.moduleNameMapper,
      },
    },
  ],
};
