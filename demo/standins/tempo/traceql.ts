/**
 * TraceQL as our pages and Grafana's search box send it: one `{ … }` filter, `| select(…)`, `with (most_recent=true)`.
 * Parsed by Grafana's grammar (`@grafana/lezer-traceql`); anything else is refused in words.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@grafana/lezer-traceql';
import { anchoredRegExp } from '../promql/labels';

/** Value of a field of a span: durations in nanoseconds, `kind` and `status` as their words; undefined = not there. */
export type FieldValue = string | number | boolean | undefined;

export interface Field {
  /** null = an intrinsic like `duration` */
  readonly scope: 'span' | 'resource' | 'any' | null;
  readonly name: string;
}

export interface TraceQuery {
  /** @param read gives the span's value of a field */
  matches(read: (field: Field) => FieldValue): boolean;
  /** fields of conditions and of `select`, which come back with each span */
  readonly fields: readonly Field[];
}

export class TraceqlError extends Error {
  constructor(
    message: string,
    readonly status: 400 | 501
  ) {
    super(message);
    this.name = 'TraceqlError';
  }
}

type Condition = (read: (field: Field) => FieldValue) => boolean;

const refuse = (what: string): TraceqlError =>
  new TraceqlError(`this stand-in of Tempo does not evaluate ${what}; a real server may`, 501);

/** @throws TraceqlError */
export function parseTraceql(query: string): TraceQuery {
  const tree = parser.parse(query);
  const nodes: SyntaxNode[] = [];
  tree.topNode.cursor().iterate(({ node }) => {
    nodes.push(node);
  });
  const error = nodes.find(({ type }) => type.isError);
  if (error) {
    throw new TraceqlError(`invalid TraceQL query: ${describeSyntaxError(error.from, query)}`, 400);
  }
  const filters = nodes.filter(({ name }) => name === 'SpansetFilter');
  const known = new Set([
    'TraceQL',
    'SpansetPipelineExpression',
    'SpansetPipeline',
    'SpansetFilter',
    'SelectOperation',
    'SelectArgs',
    'FieldExpression',
    'AttributeField',
    'IntrinsicField',
    'Static',
  ]);
  const stray = nodes.find(
    ({ name, parent }) =>
      parent !== null &&
      known.has(parent.name) &&
      /^(Scalar|Aggregate|Metrics|Group|Coalesce|Spanset(?!Pipeline|Filter))/.test(name)
  );
  if (filters.length !== 1 || stray) {
    throw refuse(stray ? stray.name : `${filters.length} span sets in one query`);
  }
  const fields: Field[] = [];
  const condition = filters[0]!.getChild('FieldExpression');
  const matches = condition ? readCondition(condition, query, fields) : () => true;
  for (const node of nodes.filter(({ name }) => name === 'SelectArgs')) {
    for (const selected of node.getChildren('FieldExpression')) {
      fields.push(readField(selected, query));
    }
  }
  return { matches, fields };
}

function describeSyntaxError(offset: number, query: string): string {
  const token = /\S+/.exec(query.slice(offset))?.[0] ?? '';
  const column = token === '' ? query.length + 1 : query.indexOf(token, offset) + 1;
  const identifier = /^[a-zA-Z][\w.]*/.exec(token)?.[0];
  const what = identifier
    ? `unknown identifier: ${identifier}`
    : `syntax error: unexpected ${token === '' ? '$end' : token}`;
  return `parse error at line 1, col ${column}: ${what}`;
}

function readCondition(node: SyntaxNode, query: string, fields: Field[]): Condition {
  const sides = node.getChildren('FieldExpression');
  const [left, right] = sides;
  if (node.getChild('And') || node.getChild('Or')) {
    const [first, second] = [readCondition(left!, query, fields), readCondition(right!, query, fields)];
    return node.getChild('And') ? (read) => first(read) && second(read) : (read) => first(read) || second(read);
  }
  if (sides.length === 1 && /^\s*\(/.test(query.slice(node.from, node.to))) {
    return readCondition(left!, query, fields);
  }
  const operator = node.getChild('FieldOp');
  if (!left || !right || !operator) {
    throw refuse(`the condition ${query.slice(node.from, node.to)}`);
  }
  const field = readField(left, query);
  fields.push(field);
  const wanted = query.slice(right.from, right.to);
  return compare(field, query.slice(operator.from, operator.to), right.getChild('Static') ? wanted : null, wanted);
}

function readField(node: SyntaxNode, query: string): Field {
  const text = query.slice(node.from, node.to);
  const attribute = node.getChild('AttributeField');
  if (!attribute && !node.getChild('IntrinsicField')) {
    throw refuse(`the field ${text}`);
  }
  if (!attribute) {
    return { scope: null, name: text };
  }
  const [, scope = '', name = ''] = /^(\w*)\.(.*)$/s.exec(text) ?? [];
  if (scope !== '' && scope !== 'span' && scope !== 'resource') {
    throw refuse(`the scope ${scope}`);
  }
  return { scope: scope === '' ? 'any' : scope, name: name.replace(/^"(.*)"$/s, '$1') };
}

const UNIT_NS: Record<string, number> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

function readStatic(text: string): FieldValue {
  if (/^["`]/.test(text)) {
    return text.startsWith('"') ? (JSON.parse(text) as string) : text.slice(1, -1);
  }
  const [, count, unit] = /^(-?[\d.]+)(ns|us|µs|ms|s|m|h)?$/.exec(text) ?? [];
  if (count !== undefined) {
    return Number(count) * (unit ? UNIT_NS[unit]! : 1);
  }
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function compare(field: Field, operator: string, literal: string | null, shown: string): Condition {
  if (literal === null) {
    throw refuse(`a comparison with ${shown}`);
  }
  if (literal === 'nil') {
    return (read) => (read(field) === undefined) === (operator === '=');
  }
  const wanted = readStatic(literal);
  if (operator === '=~' || operator === '!~') {
    const pattern = anchoredRegExp(String(wanted));
    return (read) => {
      const found = read(field);
      return typeof found === 'string' && pattern.test(found) === (operator === '=~');
    };
  }
  const tests: Record<string, (found: string | number | boolean) => boolean> = {
    '=': (found) => found === wanted,
    '!=': (found) => found !== wanted,
    '>': (found) => found > wanted!,
    '>=': (found) => found >= wanted!,
    '<': (found) => found < wanted!,
    '<=': (found) => found <= wanted!,
  };
  const test = tests[operator];
  if (!test) {
    throw refuse(`the operator ${operator}`);
  }
  // Values of different types never match, not even with !=.
  return (read) => {
    const found = read(field);
    return found !== undefined && typeof found === typeof wanted && test(found);
  };
}
