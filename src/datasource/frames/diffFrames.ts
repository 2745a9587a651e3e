/**
 * A comparison as two frames: both profiles in one flame graph (`valueRight`, `selfRight` are those after, as Grafana's
 * flame graph panel reads them), and a table of the functions whose cost per unit of load changed most.
 */
import {
  createDataFrame,
  FieldType,
  type DataFrame,
  type FieldConfig,
  type QueryResultMetaNotice,
} from '@grafana/data';
import { comparedName, diffStatusText, type DiffReport, type DiffRow, type Loads } from '../../analysis';
import { formatLengthMs } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import type { DiffPlan } from '../query/diff/planDiff';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';
import type { PyroscopeQuery } from '../types';
import type { DecodedProfile } from '../worker/decodeJob';
import type { DiffColumns } from '../worker/diffColumns';
import { noticesOf } from './notices';
import { emptyFields, fieldsOf, profileMeta } from './profileFrame';
import { plainArray } from './plainArray';
import { percent, tableFields, type TableColumn } from './tableColumns';
import { gridUnit, rateUnit, unitOf } from './units';

/** What both sides are divided by. */
export interface DiffLoad {
  readonly loads: Loads;
  readonly per: 'request' | 'second';
  /**
   * `windows`: seconds of each window · `profiled-time`: seconds in which each selector had profiles · `own-requests`: a
   * rate for each side · `same-requests`: one rate for two selectors
   */
  readonly basis: 'windows' | 'profiled-time' | 'own-requests' | 'same-requests';
}

export interface DiffInput {
  readonly plan: QueryPlan;
  readonly sides: DiffPlan;
  /** the one after */
  readonly answer: ProfileAnswer;
  /** null where neither side has samples */
  readonly profile: DecodedProfile | null;
  readonly load: DiffLoad;
  readonly show: PyroscopeQuery['show'];
}

export function diffFrames(input: DiffInput): DataFrame[] {
  const { plan, answer, profile, show, load } = input;
  const output = profile?.output.kind === 'diff' ? profile.output : null;
  const notices = [
    ...(output && output.why !== '' ? [cannotJudge(output.why)] : []),
    ...noticesOfLoad(load),
    ...noticesOf(plan, answer, profile),
  ];
  return [
    ...(show === 'table' ? [] : [treeFrame(input, output?.columns ?? null, notices)]),
    ...(show === 'tree' ? [] : [tableFrame(input, output?.report ?? null, show === 'table' ? notices : [])]),
  ];
}

function cannotJudge(why: string): QueryResultMetaNotice {
  return {
    severity: 'warning',
    text: t('notices.changes-cant-be-judged', "Changes can't be judged. {{why}}", { why }),
  };
}

function noticesOfLoad({ basis, loads }: DiffLoad): QueryResultMetaNotice[] {
  switch (basis) {
    case 'profiled-time': {
      const [before, after] = [loads.before, loads.after].map((seconds) => formatLengthMs(seconds * 1000));
      return [
        {
          severity: 'info',
          text: t(
            'notices.per-second-in-which-each',
            'Per second in which each side had profiles: {{before}} before, {{after}} after.',
            { before, after }
          ),
        },
      ];
    }
    case 'same-requests':
      return [
        {
          severity: 'warning',
          text: t(
            'notices.both-sides-are-divided-by',
            'Both sides are divided by the same requests, though their labels differ. Enter under Before what the other labels served.'
          ),
        },
      ];
    default:
      return [];
  }
}

function treeFrame(
  { plan, sides, answer, profile }: DiffInput,
  columns: DiffColumns | null,
  notices: readonly QueryResultMetaNotice[]
): DataFrame {
  const unit = gridUnit(unitOf(plan.request.profileTypeId));
  const right = (name: string, values: ArrayLike<number>) => ({
    name,
    type: FieldType.number,
    values: plainArray(values),
    config: { unit },
  });
  return createDataFrame({
    refId: plan.refId,
    name: 'diff',
    meta: {
      preferredVisualisationType: 'flamegraph',
      custom: { fixlayer: { ...profileMeta(answer, profile), before: windowMeta(sides.before) } },
      ...(notices.length > 0 && { notices: [...notices] }),
    },
    fields: [
      ...(columns ? fieldsOf(columns, unit) : emptyFields(unit)),
      right('valueRight', columns?.valueRight ?? []),
      right('selfRight', columns?.selfRight ?? []),
    ],
  });
}

function windowMeta({ labelSelector, fromMs, toMs }: DiffPlan['before']) {
  return { labelSelector, fromMs, toMs };
}

type Column = TableColumn<DiffRow>;

function tableFrame(
  { plan, load: { per } }: DiffInput,
  report: DiffReport | null,
  notices: readonly QueryResultMetaNotice[]
): DataFrame {
  const columns = columnsOf(costUnit(plan.request.profileTypeId, per));
  const leftOut = report?.leftOut ?? 0;
  const more: QueryResultMetaNotice[] =
    leftOut > 0
      ? [
          {
            severity: 'info',
            text: t(
              'notices.the-largest-changes-are-shown',
              'The {{rows}} largest changes are shown; {{leftOut}} functions changed less.',
              { rows: report?.rows.length ?? 0, leftOut }
            ),
          },
        ]
      : [];
  return createDataFrame({
    refId: plan.refId,
    name: 'changes',
    meta: {
      preferredVisualisationType: 'table',
      custom: { fixlayer: { version: 1, per, loads: report?.loads ?? null, total: report?.total ?? null } },
      ...(notices.length + more.length > 0 && { notices: [...notices, ...more] }),
    },
    fields: tableFields(columns, report?.rows ?? []),
  });
}

interface CostUnit {
  readonly unit: string;
  /** cost of the report × factor = value in `unit` */
  readonly factor: number;
  readonly suffix: string;
}

function costUnit(profileTypeId: string, per: DiffLoad['per']): CostUnit {
  return per === 'second'
    ? { ...rateUnit(profileTypeId), suffix: '' }
    : { unit: gridUnit(unitOf(profileTypeId)), factor: 1, suffix: ' a request' };
}

function columnsOf({ unit, factor, suffix }: CostUnit): readonly Column[] {
  const cost = (name: string, header: string, value: (row: DiffRow) => number): Column => ({
    name,
    header: `${header}${suffix}`,
    type: FieldType.number,
    // A small share of a core has more digits than a column is wide.
    config: { unit, ...(unit === 'cores' && { decimals: 4 }) },
    value: (row) => value(row) * factor,
  });
  const number = (name: string, header: string, value: Column['value'], config?: FieldConfig): Column => ({
    name,
    header,
    type: FieldType.number,
    config,
    value,
  });
  return [
    { name: 'function', header: 'Function', type: FieldType.string, value: ({ func }) => comparedName(func) },
    { name: 'package', header: 'Package', type: FieldType.string, value: ({ func }) => func.packageName },
    { name: 'status', header: 'Status', type: FieldType.string, value: ({ status }) => diffStatusText(status) },
    cost('costBefore', 'Before', ({ costBefore }) => costBefore),
    cost('costAfter', 'After', ({ costAfter }) => costAfter),
    number('change', 'Change', ({ ratio }) => lessOne(ratio), percent),
    number('changeLow', 'Change, low', ({ low }) => lessOne(low), percent),
    number('changeHigh', 'Change, high', ({ high }) => lessOne(high), percent),
    number('deltaShare', 'Of all before', ({ deltaShare }) => deltaShare, percent),
    cost('selfBefore', 'Flat before', ({ selfBefore }) => selfBefore),
    cost('selfAfter', 'Flat after', ({ selfAfter }) => selfAfter),
    number('samplesBefore', 'n before', ({ samplesBefore }) => samplesBefore, { decimals: 0 }),
    number('samplesAfter', 'n after', ({ samplesAfter }) => samplesAfter, { decimals: 0 }),
    number('pValue', 'p', ({ pValue }) => pValue, { decimals: 4 }),
  ];
}

/** −0.9 for nine tenths less; null where nothing stood before, or there is no bound. */
function lessOne(ratio: number | null): number | null {
  return ratio === null ? null : ratio - 1;
}
