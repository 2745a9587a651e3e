/**
 * Reads the texts of a plugin out of its code: the template that translators fill in. i18next-cli does the same, but
 * needs a newer Node than this project.
 */
import fs from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import ts from 'typescript';

export const root = path.resolve(__dirname, '../..');

/** Where Grafana looks for the texts of each plugin, and the folders that they are drawn from. */
export const plugins = [
  { file: 'src/locales/en-US/fixlayer-hotpath-app.json', sources: ['src/module.tsx', 'src/app', 'src/shared/ui'] },
  { file: 'src/panel/locales/en-US/fixlayer-hotpath-panel.json', sources: ['src/panel', 'src/shared/ui'] },
  {
    file: 'src/datasource/locales/en-US/fixlayer-pyroscope-datasource.json',
    sources: ['src/datasource', 'src/shared/ui'],
  },
];

/**
 * @returns file text: keys in nested objects, sorted; a plural as `key_one` and `key_other`
 * @throws Error where a key or its text is not written out, or one key has two texts
 */
export function localeFile(sources: readonly string[]): string {
  const texts = new Map<string, string>();
  for (const file of sources.flatMap(codeOf)) {
    for (const [key, text] of textsOf(file)) {
      if (texts.has(key) && texts.get(key) !== text) {
        throw new Error(`${file}: ${key} says “${text}” here and “${texts.get(key)}” elsewhere`);
      }
      texts.set(key, text);
    }
  }
  return `${JSON.stringify(nested(texts), null, 2)}\n`;
}

const codeOf = (source: string): string[] =>
  source.endsWith('.tsx')
    ? [source]
    : globSync(`${source}/**/*.{ts,tsx}`, {
        cwd: root,
        ignore: ['**/*.test.*', '**/testing/**', '**/shared/ui/i18n/**'],
      }).sort();

/** Calls of `t(key, text, values)` and elements `<Trans i18nKey defaults values>`. */
function textsOf(file: string): Array<[string, string]> {
  const code = fs.readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: Array<[string, string]> = [];
  const written = (node: ts.Node | undefined): string => {
    const inner = node && ts.isJsxExpression(node) ? node.expression : node;
    if (!inner || !ts.isStringLiteralLike(inner)) {
      const { line } = source.getLineAndCharacterOfPosition((node ?? source).getStart());
      throw new Error(`${file}:${line + 1}: key and text must be written out, for they are read from the code`);
    }
    return inner.text;
  };
  const add = (key: ts.Node | undefined, text: ts.Node | undefined, values: ts.Node | undefined) => {
    const plurals = ['one', 'other'].flatMap((form) => {
      const value = propertyOf(values, `defaultValue_${form}`);
      return value ? [[`${written(key)}_${form}`, written(value)] as [string, string]] : [];
    });
    found.push(...(plurals.length > 0 ? plurals : [[written(key), written(text)] as [string, string]]));
  };
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 't') {
      add(node.arguments[0], node.arguments[1], node.arguments[2]);
    }
    if (ts.isJsxSelfClosingElement(node) && node.tagName.getText() === 'Trans') {
      add(attributeOf(node, 'i18nKey'), attributeOf(node, 'defaults'), attributeOf(node, 'values'));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function attributeOf(node: ts.JsxSelfClosingElement, name: string): ts.Node | undefined {
  const attribute = node.attributes.properties.find(
    (property): property is ts.JsxAttribute => ts.isJsxAttribute(property) && property.name.getText() === name
  );
  return attribute?.initializer;
}

function propertyOf(node: ts.Node | undefined, name: string): ts.Node | undefined {
  const object = node && ts.isJsxExpression(node) ? node.expression : node;
  const property =
    object && ts.isObjectLiteralExpression(object)
      ? object.properties.find(
          (one): one is ts.PropertyAssignment => ts.isPropertyAssignment(one) && one.name.getText() === name
        )
      : undefined;
  return property?.initializer;
}

interface Nested {
  [key: string]: string | Nested;
}

function nested(texts: ReadonlyMap<string, string>): Nested {
  const tree: Nested = {};
  for (const key of [...texts.keys()].sort()) {
    const parts = key.split('.');
    const name = parts.pop() as string;
    const parent = parts.reduce<Nested>((at, part) => (at[part] ??= {}) as Nested, tree);
    parent[name] = texts.get(key) as string;
  }
  return tree;
}
