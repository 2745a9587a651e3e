/**
 * PromQL text → expression, by Grafana and Prometheus' own grammar (`@prometheus-io/lezer-promql`). The texts of syntax
 * errors are the server's where a client of ours can cause them; the rest say "unexpected …" at the right place.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { buildMatcher, type Matcher } from './labels';

export interface VectorMatching {
  /** `on(...)` lists the labels that must agree, `ignoring(...)` those that need not */
  readonly kind: 'on' | 'ignoring';
  readonly labels: readonly string[];
}

export type BinaryOp =
  '+' | '-' | '*' | '/' | '%' | '^' | '==' | '!=' | '>' | '<' | '>=' | '<=' | 'and' | 'or' | 'unless';

export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'selector'; readonly matchers: readonly Matcher[]; readonly offsetMs: number }
  | {
      readonly kind: 'range';
      readonly matchers: readonly Matcher[];
      readonly rangeMs: number;
      readonly offsetMs: number;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | {
      readonly kind: 'aggregate';
      readonly op: string;
      readonly grouping: { readonly without: boolean; readonly labels: readonly string[] };
      readonly arg: Expr;
    }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOp;
      readonly bool: boolean;
      readonly matching: VectorMatching;
      readonly left: Expr;
      readonly right: Expr;
    }
  | { readonly kind: 'negate'; readonly arg: Expr };

/** The text is no PromQL, or is PromQL that this stand-in does not evaluate. */
export class PromqlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PromqlError';
  }
}

/** @throws PromqlError */
export function parsePromql(text: string): Expr {
  const tree = parser.parse(text);
  failOnSyntaxError(tree.topNode, text);
  return readExpr(tree.topNode.firstChild!, text);
}

/** A bare selector like `{service_name="x"}`. @throws PromqlError */
export function parseSelector(text: string): readonly Matcher[] {
  const expr = parsePromql(text);
  if (expr.kind !== 'selector') {
    throw new PromqlError(
      `1:1: parse error: unexpected ${JSON.stringify(text.slice(0, 20))}, expected a label selector`
    );
  }
  return expr.matchers;
}

function readExpr(node: SyntaxNode, text: string): Expr {
  const source = (of: SyntaxNode): string => text.slice(of.from, of.to);
  switch (node.name) {
    case 'ParenExpr':
    case 'StepInvariantExpr':
      return readExpr(expressionsIn(node)[0]!, text);
    case 'NumberDurationLiteral':
      return { kind: 'number', value: readNumber(source(node)) };
    case 'UnaryExpr': {
      const arg = readExpr(expressionsIn(node)[0]!, text);
      return source(node.getChild('UnaryOp')!) === '-' ? { kind: 'negate', arg } : arg;
    }
    case 'VectorSelector':
      return { kind: 'selector', matchers: readMatchers(node, text), offsetMs: 0 };
    case 'MatrixSelector': {
      const duration = source(node.getChild('DurationExpr')!).replace(/^\[|\]$/g, '');
      return {
        kind: 'range',
        matchers: readMatchers(node.getChild('VectorSelector')!, text),
        rangeMs: readDurationMs(duration),
        offsetMs: 0,
      };
    }
    case 'OffsetExpr': {
      const inner = readExpr(expressionsIn(node)[0]!, text);
      const offsetMs = readDurationMs(source(node.getChild('OffsetDurationExpr')!));
      if (inner.kind !== 'selector' && inner.kind !== 'range') {
        throw unsupported('offset of an expression');
      }
      return { ...inner, offsetMs };
    }
    case 'FunctionCall': {
      const body = node.getChild('FunctionCallBody');
      const args = body ? expressionsIn(body).map((arg) => readExpr(arg, text)) : [];
      return { kind: 'call', name: source(node.getChild('FunctionIdentifier')!), args };
    }
    case 'AggregateExpr': {
      const modifier = node.getChild('AggregateModifier');
      const args = expressionsIn(node.getChild('FunctionCallBody')!).map((arg) => readExpr(arg, text));
      const op = source(node.getChild('AggregateOp')!).toLowerCase();
      if (args.length !== 1) {
        throw unsupported(`aggregation ${op} with a parameter`);
      }
      return {
        kind: 'aggregate',
        op,
        grouping: {
          without: Boolean(modifier?.getChild('Without')),
          labels: modifier ? readLabelNames(modifier, text) : [],
        },
        arg: args[0]!,
      };
    }
    case 'BinaryExpr':
      return readBinary(node, text);
    default:
      throw unsupported(node.name);
  }
}

function readBinary(node: SyntaxNode, text: string): Expr {
  const [left, right] = [node.firstChild!, node.lastChild!];
  const op = text.slice(left.nextSibling!.from, left.nextSibling!.to).toLowerCase() as BinaryOp;
  const clause = node.getChild('MatchingModifierClause');
  if (clause?.getChild('GroupLeft') || clause?.getChild('GroupRight')) {
    throw unsupported('group_left and group_right');
  }
  return {
    kind: 'binary',
    op,
    bool: Boolean(node.getChild('BoolModifier')),
    matching: { kind: clause?.getChild('On') ? 'on' : 'ignoring', labels: clause ? readLabelNames(clause, text) : [] },
    left: readExpr(left, text),
    right: readExpr(right, text),
  };
}

const EXPRESSIONS = new Set([
  'ParenExpr',
  'StepInvariantExpr',
  'NumberDurationLiteral',
  'StringLiteral',
  'UnaryExpr',
  'VectorSelector',
  'MatrixSelector',
  'SubqueryExpr',
  'OffsetExpr',
  'FunctionCall',
  'AggregateExpr',
  'BinaryExpr',
]);

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}

const expressionsIn = (node: SyntaxNode): SyntaxNode[] =>
  childrenOf(node).filter((child) => EXPRESSIONS.has(child.name));

function readLabelNames(node: SyntaxNode, text: string): string[] {
  return (
    node
      .getChild('GroupingLabels')
      ?.getChildren('LabelName')
      .map((label) => text.slice(label.from, label.to)) ?? []
  );
}

function readMatchers(node: SyntaxNode, text: string): Matcher[] {
  const matchers: Matcher[] = [];
  const name = node.getChild('Identifier');
  if (name) {
    matchers.push(buildMatcher('__name__', '=', text.slice(name.from, name.to)));
  }
  for (const matcher of childrenOf(node.getChild('LabelMatchers') ?? node)) {
    if (matcher.name !== 'UnquotedLabelMatcher' && matcher.name !== 'QuotedLabelMatcher') {
      continue;
    }
    const label = matcher.firstChild!;
    const op = matcher.getChild('MatchOp')!;
    const value = matcher.lastChild!;
    const labelName =
      label.name === 'QuotedLabelName'
        ? readString(text.slice(label.from, label.to))
        : text.slice(label.from, label.to);
    try {
      matchers.push(
        buildMatcher(
          labelName,
          text.slice(op.from, op.to) as Matcher['op'],
          readString(text.slice(value.from, value.to))
        )
      );
    } catch (error) {
      throw new PromqlError(
        `${position(text, value.from)}: parse error: error parsing regexp: ${(error as Error).message}`
      );
    }
  }
  return matchers;
}

/** Go string literal → value: double or single quotes with escapes, or backticks without. */
function readString(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal[0] === '`') {
    return inner;
  }
  const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
  return inner.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)/gs, (_, code: string) =>
    code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (escapes[code] ?? code)
  );
}

function readNumber(literal: string): number {
  if (/^[+-]?inf$/i.test(literal)) {
    return literal.startsWith('-') ? -Infinity : Infinity;
  }
  return /^nan$/i.test(literal) ? NaN : Number(literal.replaceAll('_', ''));
}

const UNIT_MS: Record<string, number> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5, y: 31536e6 };

/** `5m`, `1h30m`, or plain seconds. @throws PromqlError */
export function readDurationMs(literal: string): number {
  const parts = [...literal.trim().matchAll(/(\d+)(ms|[smhdwy])/g)];
  if (parts.length > 0 && parts.map(([whole]) => whole).join('') === literal.trim()) {
    return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit!]!, 0);
  }
  const seconds = Number(literal);
  if (literal.trim() === '' || !Number.isFinite(seconds)) {
    throw new PromqlError(`cannot parse ${JSON.stringify(literal)} to a valid duration`);
  }
  return seconds * 1000;
}

export const unsupported = (what: string): PromqlError =>
  new PromqlError(`this stand-in of Prometheus does not evaluate ${what}; a real server may`);

function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${before[before.length - 1]!.length + 1}`;
}

function failOnSyntaxError(top: SyntaxNode, text: string): void {
  if (text.trim() === '') {
    throw new PromqlError('unknown position: parse error: unexpected end of input');
  }
  let error: SyntaxNode | null = null;
  top.cursor().iterate((ref) => {
    if (ref.type.isError && error === null) {
      error = ref.node;
    }
  });
  if (error !== null) {
    throw new PromqlError(describeSyntaxError(error, text));
  }
}

function describeSyntaxError(error: SyntaxNode, text: string): string {
  const at = (offset: number, message: string): string => `${position(text, offset)}: parse error: ${message}`;
  const inMatchers = error.parent?.name === 'LabelMatchers';
  const inMatcher = error.parent?.name === 'UnquotedLabelMatcher' || error.parent?.name === 'QuotedLabelMatcher';
  if (text.slice(error.from).trim() === '') {
    if (inMatchers || inMatcher) {
      return at(text.length, 'unexpected end of input inside braces');
    }
    const open = text.split('(').length > text.split(')').length;
    return open ? at(text.length, 'unclosed left parenthesis') : at(text.length, 'unexpected end of input');
  }
  const token = /^[\w.]+|^./.exec(text.slice(error.from).trimStart())?.[0] ?? '';
  const start = text.indexOf(token, error.from);
  const kind = /^[a-zA-Z_]/.test(token) ? 'identifier ' : /^\d/.test(token) ? 'number ' : '';
  if (inMatcher) {
    return at(start, `unexpected ${kind}${JSON.stringify(token)} in label matching, expected string`);
  }
  return at(start, `unexpected ${kind}${JSON.stringify(token)}`);
}
