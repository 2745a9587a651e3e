/** The import fence of eslint.config.mjs holds: each forbidden crossing is reported, an allowed one is not. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

interface Case {
  /** whose place the text takes; must exist, for type information */
  readonly file: string;
  readonly text: string;
  /** the rule that must report it; null = nothing may be reported */
  readonly rule: string | null;
}

const crossing = 'import-x/no-restricted-paths';
const profiles = 'src/profiles/callTree.ts';
const correlate = 'src/correlate/serviceMapping.ts';

const cases: Record<string, Case> = {
  'profiles may not import analysis': {
    file: profiles,
    text: "import { analyze } from '../analysis';\nexport const a = analyze;\n",
    rule: crossing,
  },
  'not even a type': {
    file: profiles,
    text: "import { type Analysis } from '../analysis';\nexport type A = Analysis;\n",
    rule: crossing,
  },
  'not even lazily': { file: profiles, text: "export const a = () => import('../analysis');\n", rule: crossing },
  'analysis may not import correlate': {
    file: 'src/analysis/model.ts',
    text: "import { matchService } from '../correlate/serviceMapping';\nexport const a = matchService;\n",
    rule: crossing,
  },
  'the panel may not import the app': {
    file: 'src/panel/module.ts',
    text: "import { APP_ID } from '../app/pluginIds';\nexport const a = APP_ID;\n",
    rule: crossing,
  },
  'the app may not import the panel': {
    file: 'src/app/pluginIds.ts',
    text: "import { plugin } from '../panel/module';\nexport const a = plugin;\n",
    rule: crossing,
  },
  'analysis may import profiles': {
    file: 'src/analysis/model.ts',
    text: "import { type CallTree } from '../profiles/callTree';\nexport type A = CallTree;\n",
    rule: null,
  },
  'pure folders know no Grafana': {
    file: correlate,
    text: "import { dateTime } from '@grafana/data';\nexport const a = dateTime;\n",
    rule: 'no-restricted-imports',
  },
  'pure folders know no React': {
    file: correlate,
    text: "import React from 'react';\nexport const a = React;\n",
    rule: 'no-restricted-imports',
  },
  'pure folders know no Node': {
    file: correlate,
    text: "import fs from 'node:fs';\nexport const a = fs;\n",
    rule: 'no-restricted-imports',
  },
  'pure folders know no DOM': { file: correlate, text: 'export const a = window;\n', rule: 'no-restricted-globals' },
  'pure folders know no clock': {
    file: correlate,
    text: 'export const a = Date.now();\n',
    rule: 'no-restricted-properties',
  },
  'pure folders know no chance': {
    file: correlate,
    text: 'export const a = Math.random();\n',
    rule: 'no-restricted-properties',
  },
  'any is refused': {
    file: 'src/app/pluginIds.ts',
    text: 'export const a: any = 1;\n',
    rule: '@typescript-eslint/no-explicit-any',
  },
};

let broken: string[][];

beforeAll(() => {
  // ESLint's configuration is an ES module, which Jest can't load: one process lints all texts.
  const output = execFileSync(process.execPath, [path.join(__dirname, 'lintTexts.mjs')], {
    cwd: path.resolve(__dirname, '../..'),
    input: JSON.stringify(Object.values(cases)),
    stdio: ['pipe', 'pipe', 'ignore'],
    // In a CI job the TypeScript parser would read the files themselves instead of the given texts.
    env: { ...process.env, TSESTREE_SINGLE_RUN: 'false' },
  });
  // Plugins print notices of their own; the answer is the last line.
  broken = JSON.parse(output.toString().trimEnd().split('\n').at(-1) ?? '');
}, 120_000);

it.each(Object.keys(cases).map((name, index) => [name, index] as const))('%s', (name, index) => {
  const { rule } = cases[name];
  if (rule === null) {
    expect(broken[index]).toEqual([]);
  } else {
    expect(broken[index]).toContain(rule);
  }
});
