/**
 * What one viewer said about functions: "not now" or "this is what the service is for". For the eyes of this viewer alone:
 * it is kept in Grafana's user storage, and neither the dashboard nor the analysis changes for anybody else.
 */
import type { Analysis, Row } from '../../analysis';

export interface Mark {
  /** `muted`: no row; `inherent`: a row without action, at the end */
  readonly kind: 'muted' | 'inherent';
  /** service that it was said of; '' where the query names none */
  readonly service: string;
  /** key of the row's subject (`FunctionRef.key`) */
  readonly key: string;
  /** what it was called on screen */
  readonly name: string;
}

/** More than this is no list that anybody looks through. */
export const MOST_MARKS = 200;

const isMark = (value: unknown): value is Mark => {
  const mark = value as Partial<Record<keyof Mark, unknown>> | null;
  return (
    typeof mark === 'object' &&
    mark !== null &&
    (mark.kind === 'muted' || mark.kind === 'inherent') &&
    [mark.service, mark.key, mark.name].every((text) => typeof text === 'string')
  );
};

/** What the storage holds may be older, foreign or broken: what can't be read is left out. */
export function parseMarks(text: string | null): Mark[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isMark).slice(-MOST_MARKS) : [];
  } catch {
    return [];
  }
}

export const isSameMark = (a: Pick<Mark, 'service' | 'key'>, b: Pick<Mark, 'service' | 'key'>): boolean =>
  a.service === b.service && a.key === b.key;

export interface MarkedAnalysis {
  readonly analysis: Analysis;
  /** rows that a mark took away */
  readonly muted: readonly Row[];
}

/**
 * @param isInherent  what the dashboard's author says of a row's subject
 * @returns the same analysis where no mark is about one of its rows
 */
export function applyMarks(
  analysis: Analysis,
  marks: readonly Mark[],
  service: string,
  isInherent: (row: Row) => boolean = () => false
): MarkedAnalysis {
  const kindOf = new Map(marks.filter((mark) => mark.service === service).map(({ key, kind }) => [key, kind]));
  const kindOfRow = (row: Row) => kindOf.get(row.subject.key) ?? (isInherent(row) ? 'inherent' : undefined);
  const rows = (kind: Mark['kind'] | undefined) => analysis.rows.filter((row) => kindOfRow(row) === kind);
  const muted = rows('muted');
  const inherent = rows('inherent');
  return muted.length + inherent.length === 0
    ? { analysis, muted }
    : { analysis: { ...analysis, rows: [...rows(undefined), ...inherent.map(withoutAction)] }, muted };
}

/** Figures stay; what was proposed goes. */
const withoutAction = (row: Row): Row => ({
  ...row,
  verdict: 'no-action',
  signal: 'work-by-design',
  layer: null,
  site: null,
  siteStep: -1,
  saving: null,
  touched: null,
  family: null,
  afterFirst: null,
  layers: null,
  close: null,
  ways: [],
  need: null,
});
