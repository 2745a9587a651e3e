/**
 * The core flame graph's own code, as published in `@grafana/flamegraph`: what it does before it can draw (levels,
 * collapsing), its top table, and its sandwich view.
 *
 * Loaded from the bundle that `bundles.ts` makes.
 */
import fs from 'node:fs';
import path from 'node:path';
import { encodeNestedSet } from '../../src/profiles/nestedSet';
import type { CallTree } from '../../src/profiles/callTree';

/** Part of the package's level item that is compared. */
export interface LevelItem {
  readonly value: number;
  readonly itemIndexes: readonly number[];
  readonly parents?: readonly LevelItem[];
  readonly children: readonly LevelItem[];
}

export interface FlameGraphData {
  getLevels(): ReadonlyArray<readonly LevelItem[]>;
  getCollapsedMap(): { size(): number };
  /** callers root first (the function itself is the last level), callees leaf last (the function is the first) */
  getSandwichLevels(label: string): [callers: LevelItem[][], callees: LevelItem[][]];
  getLabel(index: number): string;
}

/** label → figures; `total` counts a stack once */
export type TopTable = Readonly<Record<string, { readonly self: number; readonly total: number }>>;

export interface Opponent {
  readonly version: string;
  /** A container as the panel makes it from a frame; nothing is computed yet. */
  createData(frame: unknown): FlameGraphData;
  /** A frame of the tree; the core data source sends labels as enum, which costs the panel more than plain strings. */
  createFrame(tree: CallTree, labels: 'string' | 'enum'): unknown;
  buildTopTable(data: FlameGraphData): TopTable;
}

export const PACKAGE = 'node_modules/@grafana/flamegraph';
interface OpponentModule {
  readonly FlameGraphDataContainer: new (
    frame: unknown,
    options: { collapsing: boolean },
    theme: unknown
  ) => FlameGraphData;
  readonly buildFilteredTable: (data: FlameGraphData) => TopTable;
  readonly createDataFrame: (frame: unknown) => unknown;
  readonly createTheme: () => unknown;
  readonly FieldType: { readonly number: string; readonly string: string; readonly enum: string };
}

/** @param bundle  of {@link bundleOpponent} */
export function loadOpponent(root: string, bundle: string): Opponent {
  // Loading reads the size of the window and its search string; nothing that is measured does.
  Object.assign(globalThis, {
    window: globalThis,
    document: { createElement: () => ({ style: {} }), addEventListener: () => undefined },
    navigator: { languages: ['en'], language: 'en', userAgent: 'node' },
    location: { search: '', href: 'http://localhost/', pathname: '/' },
    addEventListener: () => undefined,
  });
  const {
    FlameGraphDataContainer,
    buildFilteredTable,
    createDataFrame,
    createTheme,
    FieldType,
  }: OpponentModule = require(bundle);
  const theme = createTheme();
  const { version }: { version: string } = JSON.parse(
    fs.readFileSync(path.join(root, PACKAGE, 'package.json'), 'utf8')
  );
  return {
    version,
    createData: (frame) => new FlameGraphDataContainer(frame, { collapsing: true }, theme),
    createFrame: (tree, labels) => {
      const { level, value, self, labelIndex, labelText } = encodeNestedSet(tree);
      const number = (name: string, values: readonly number[]) => ({
        name,
        type: FieldType.number,
        config: {},
        values,
      });
      return createDataFrame({
        fields: [
          number('level', level),
          { ...number('value', value), config: { unit: 'ns' } },
          { ...number('self', self), config: { unit: 'ns' } },
          labels === 'enum'
            ? {
                name: 'label',
                type: FieldType.enum,
                config: { type: { enum: { text: labelText } } },
                values: labelIndex,
              }
            : {
                name: 'label',
                type: FieldType.string,
                config: {},
                values: labelIndex.map((index) => labelText[index]),
              },
        ],
      });
    },
    buildTopTable: buildFilteredTable,
  };
}
