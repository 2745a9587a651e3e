/** Operators between two values: arithmetic, comparison, and the set operators. One-to-one matching only. */
import { dropLabels, keepLabels, labelsKey, type Labels } from './labels';
import { PromqlError, unsupported, type BinaryOp, type Expr, type VectorMatching } from './parse';
import { NAME_ONLY, pointsOf, scalarOf, vector, type Point, type Value } from './values';

const COMPARISONS = new Set<BinaryOp>(['==', '!=', '>', '<', '>=', '<=']);

type BinaryExpr = Expr & { kind: 'binary' };

/** @throws PromqlError when a side has the wrong type or matches more than once */
export function combine(op: BinaryOp, left: Value, right: Value, expr: BinaryExpr): Value {
  if (op === 'and' || op === 'or' || op === 'unless') {
    return vector(combineSets(op, pointsOf(left, op), pointsOf(right, op), expr.matching));
  }
  const compares = COMPARISONS.has(op);
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    if (compares && !expr.bool) {
      throw new PromqlError('1:1: parse error: comparisons between scalars must use BOOL modifier');
    }
    return { kind: 'scalar', value: calculate(op, left.value, right.value) };
  }
  const keep = (point: Point, a: number, b: number): Point[] => {
    const value = calculate(op, a, b);
    if (compares && !expr.bool) {
      return value === 1 ? [point] : [];
    }
    return [{ labels: dropLabels(point.labels, NAME_ONLY), value }];
  };
  if (left.kind === 'vector' && right.kind === 'vector') {
    return vector(combineVectors(left.points, right.points, expr, keep));
  }
  if (left.kind === 'vector') {
    const scalar = scalarOf(right, op);
    return vector(left.points.flatMap((point) => keep(point, point.value, scalar)));
  }
  const points = pointsOf(right, op);
  return vector(points.flatMap((point) => keep(point, left.value, point.value)));
}

function combineVectors(
  left: readonly Point[],
  right: readonly Point[],
  expr: BinaryExpr,
  keep: (point: Point, a: number, b: number) => Point[]
): Point[] {
  const signature = signatureBy(expr.matching);
  const partners = new Map<string, Point>();
  for (const point of right) {
    const key = labelsKey(signature(point.labels));
    if (partners.has(key)) {
      throw new PromqlError(
        'found duplicate series for the match group on the right hand-side of the operation;many-to-many matching not allowed: matching labels must be unique on one side'
      );
    }
    partners.set(key, point);
  }
  const taken = new Set<string>();
  return left.flatMap((point) => {
    const labels = signature(point.labels);
    const key = labelsKey(labels);
    const partner = partners.get(key);
    if (!partner) {
      return [];
    }
    if (taken.has(key)) {
      throw new PromqlError(
        'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
      );
    }
    taken.add(key);
    const filters = COMPARISONS.has(expr.op) && !expr.bool;
    const kept = keep(point, point.value, partner.value);
    return filters ? kept : kept.map(({ value }) => ({ labels, value }));
  });
}

function combineSets(
  op: 'and' | 'or' | 'unless',
  left: readonly Point[],
  right: readonly Point[],
  matching: VectorMatching
): Point[] {
  const signature = signatureBy(matching);
  const key = (point: Point): string => labelsKey(signature(point.labels));
  if (op === 'or') {
    const known = new Set(left.map(key));
    return [...left, ...right.filter((point) => !known.has(key(point)))];
  }
  const known = new Set(right.map(key));
  return left.filter((point) => known.has(key(point)) === (op === 'and'));
}

function signatureBy(matching: VectorMatching): (labels: Labels) => Labels {
  const names = new Set(matching.kind === 'on' ? matching.labels : [...matching.labels, '__name__']);
  return (labels) => (matching.kind === 'on' ? keepLabels(labels, names) : dropLabels(labels, names));
}

function calculate(op: BinaryOp, a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '^':
      return a ** b;
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a !== b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '<':
      return a < b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    default:
      throw unsupported(`operator ${op}`);
  }
}
