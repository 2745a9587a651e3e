/**
 * What else is computed from profiles, on a user's demand: each is a message to a worker of its own (`askWorker`).
 * Imported by the worker, so it may import pure folders only.
 */
import {
  analyze,
  applyStackFilters,
  compareRows,
  confirmRequest,
  groupDifference,
  type AnalysisOptions,
  type CompareRowsOptions,
  type GroupDifference,
  type Loads,
  type ProfileKind,
  type RequestConfirmation,
  type Row,
  type RowAsked,
  type RowChanges,
  type StackFilter,
} from '../../analysis';
import { countSamples } from '../../analysis/quality';
import { weightOnPath } from '../../analysis/scope/confirmRequest';
import { decodeJobProfile, type JobProfile } from './job';

/** Requests merged into one profile; null where none of them has a sample. */
export interface BatchProfile {
  readonly profile: JobProfile | null;
  readonly requests: number;
}

export interface CompareTask {
  readonly kind: 'compare';
  readonly group: readonly BatchProfile[];
  readonly others: readonly BatchProfile[];
  readonly options: AnalysisOptions & { readonly profileTypeId: string | null };
}

/** What of some profiles is one function, with what it calls. */
export interface WeighTask {
  readonly kind: 'weigh';
  readonly profiles: readonly JobProfile[];
  /** full name */
  readonly func: string;
}

/** Rows of the service, asked of one request. */
export interface ConfirmTask {
  readonly kind: 'confirm';
  readonly service: JobProfile;
  readonly request: JobProfile;
  /** stacks that are set aside on both sides, as in the table */
  readonly filters: readonly StackFilter[];
  readonly rows: ReadonlyArray<Pick<Row, 'id' | 'site' | 'subject' | 'layer'>>;
}

/** What another profile of the same service says, and what of it is one function. */
export interface LookTask {
  readonly kind: 'look';
  readonly profile: JobProfile;
  /** full name */
  readonly func: string;
  readonly options: AnalysisOptions & { readonly profileTypeId: string };
}

export interface ProfileLook {
  readonly kind: ProfileKind;
  readonly unit: string;
  /** in `unit` */
  readonly total: number;
  readonly samples: number;
  /** of the stacks through the function, each once */
  readonly weight: number;
  /** first of the profile's own table, at most {@link MOST_LOOKED_AT} */
  readonly rows: readonly Row[];
}

export const MOST_LOOKED_AT = 3;

/** What changed in the rows of an analysis since a baseline. */
export interface ChangesTask {
  readonly kind: 'changes';
  readonly before: JobProfile;
  readonly after: JobProfile;
  readonly loads: Loads;
  /** stacks that are set aside on both sides, as in the table */
  readonly filters: readonly StackFilter[];
  readonly rows: readonly RowAsked[];
  readonly options: CompareRowsOptions;
}

/** Weights in the unit of the profile; the function's counts each stack once. */
export interface FunctionWeight {
  readonly total: number;
  readonly weight: number;
  readonly samples: number;
}

export type Task = CompareTask | LookTask | WeighTask | ConfirmTask | ChangesTask;

export interface TaskResults {
  readonly compare: GroupDifference;
  readonly look: ProfileLook;
  /** by profile */
  readonly weigh: readonly FunctionWeight[];
  /** by id of the row */
  readonly confirm: ReadonlyArray<readonly [string, RequestConfirmation]>;
  readonly changes: RowChanges;
}
export type ResultOf<T extends Task> = TaskResults[T['kind']];

/** @throws what the decoder throws on columns that are no profile */
export function runTask(task: Task): TaskResults[keyof TaskResults] {
  switch (task.kind) {
    case 'compare':
      return compare(task);
    case 'weigh':
      return task.profiles.map((profile): FunctionWeight => {
        const tree = decodeJobProfile(profile);
        return {
          total: tree.total,
          weight: weightOnPath(tree, { upper: null, lower: task.func }),
          samples: countSamples(tree),
        };
      });
    case 'look':
      return look(task);
    case 'changes': {
      const { loads, rows, filters, options } = task;
      const before = applyStackFilters(decodeJobProfile(task.before), filters, options.ownedPrefixes);
      // The rows are those of `after`: what is own code there is so in both.
      const after = applyStackFilters(decodeJobProfile(task.after), filters, options.ownedPrefixes);
      return compareRows(before.tree, after.tree, loads, rows, { ...options, ownedPrefixes: after.ownedPrefixes });
    }
    case 'confirm': {
      const service = applyStackFilters(decodeJobProfile(task.service), task.filters).tree;
      const request = applyStackFilters(decodeJobProfile(task.request), task.filters).tree;
      return task.rows.map((row) => [row.id, confirmRequest(row, { service, request })] as const);
    }
  }
}

function look({ profile, func, options }: LookTask): ProfileLook {
  const tree = decodeJobProfile(profile);
  const { profile: of, quality, rows } = analyze(tree, options);
  return {
    kind: of.kind,
    unit: of.unit,
    total: tree.total,
    samples: quality.samples,
    weight: weightOnPath(tree, { upper: null, lower: func }),
    rows: rows.slice(0, MOST_LOOKED_AT),
  };
}

function compare({ group, others, options }: CompareTask): GroupDifference {
  const first = [...group, ...others].find(({ profile }) => profile !== null)?.profile;
  const nothing: JobProfile = emptyLike(first ?? null);
  const batches = (list: readonly BatchProfile[]) =>
    list.map(({ profile, requests }) => ({ tree: decodeJobProfile(profile ?? nothing), requests }));
  return groupDifference(batches(group), batches(others), options);
}

/** Requests without a sample are requests nevertheless: a profile of nothing, in the unit of the others. */
function emptyLike(profile: JobProfile | null): JobProfile {
  return {
    columns: {
      level: new Int32Array(1),
      value: new Float64Array(1),
      self: new Float64Array(1),
      label: { index: new Int32Array(1), text: ['total'] },
      file: null,
      line: null,
    },
    unit: profile?.unit ?? 'nanoseconds',
    sampleType: profile?.sampleType ?? 'cpu',
    sampleCount: 0,
    quantum: profile?.quantum ?? null,
  };
}
