/**
 * Stands in for Grafana's `getTemplateSrv()`: `$name`, `${name}`, `${name:format}` and `[[name]]`, with the formats
 * that selectors ask for and the default one for several values, the glob. Written after Grafana's
 * `TemplateSrv.replace`.
 */
import type { AdHocVariableFilter } from '@grafana/data';

export interface FakeVariable {
  /** several values as Grafana gives them: a list even when it has one entry */
  readonly value: string | readonly string[];
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  /** custom value of All: formats do not touch it */
  readonly isRaw?: boolean;
  /** of an ad-hoc variable, whose value is what Grafana writes of them */
  readonly filters?: readonly AdHocVariableFilter[];
}

export type FakeVariables = Readonly<Record<string, FakeVariable>>;

type Format = string | ((value: string | readonly string[], variable: FakeVariable) => string) | undefined;

export function fakeTemplates(variables: FakeVariables) {
  return {
    replace(text = '', _scopedVars?: unknown, format?: Format): string {
      return text.replace(
        /\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)\]\]/g,
        (match, ...groups: Array<string | undefined>) => {
          const [plain, braced, own, bracketed] = groups;
          const variable = variables[plain ?? braced ?? bracketed ?? ''];
          return variable ? render(variable, own ?? format) : match;
        }
      );
    },
    getVariables: () =>
      Object.entries(variables).map(([name, { filters }]) =>
        filters ? { name, type: 'adhoc', filters } : { name, type: 'query' }
      ),
    containsTemplate: (text = '') => /\$|\[\[/.test(text),
    updateTimeRange: () => undefined,
  };
}

function render(variable: FakeVariable, format: Format): string {
  const { value } = variable;
  if (variable.isRaw) {
    return String(value);
  }
  if (typeof format === 'function') {
    return format(value, variable);
  }
  if (typeof value === 'string') {
    return value;
  }
  switch (format) {
    case 'csv':
      return value.join(',');
    case 'regex':
      return value.length === 1 ? value[0] : `(${value.join('|')})`;
    default:
      return value.length === 1 ? value[0] : `{${value.join(',')}}`;
  }
}
