/**
 * One function over time, or by the values of a label: as many merged profiles as there are parts, a few at a time. Each
 * part is shown as it comes. v2 storage ignores a stack selector on series, so there is no shorter way.
 */
import {
  catchError,
  defaultIfEmpty,
  defer,
  forkJoin,
  from,
  map,
  mergeMap,
  of,
  scan,
  switchMap,
  type Observable,
} from 'rxjs';
import { readFailure } from '../../client/failure';
import { nameError } from '../../errors';
import { decodeAnswer } from '../../frames/decodeAnswer';
import { overTimeFrame, type PartResult } from '../../frames/overTimeFrame';
import { noticeOfAbsence } from '../../frames/partFrame';
import { requestsIn } from '../../prometheus/requestRate';
import { PyroscopeError } from '../../pyroscopeError';
import type { DecodedProfile } from '../../worker/decodeJob';
import { fetchProfile } from '../fetchProfile';
import { interpolateText } from '../interpolate';
import { formatLabelSelector, parseLabelSelector, withMatchers } from '../labelSelector';
import { planOverTime, windowsOf, type OverTimePlan, type Part } from '../overTime/planOverTime';
import { planQuery, type QueryPlan } from '../planQuery';
import { secondsWithProfiles } from '../secondsWithProfiles';
import type { RunTarget, TargetAnswer, TargetRun } from './target';

/** Profiles of one query under way at a time: answers are held in memory until they are decoded. */
const AT_A_TIME = 3;

export const runOverTime: RunTarget = (run) => {
  const { runner, query, request } = run;
  const plan = planQuery(query, request, runner.options);
  const overTime = planOverTime(query, request);
  const parts: Observable<{ parts: Part[]; leftOut: number }> =
    overTime.label === ''
      ? of({ parts: windowsOf(plan, overTime.limit, runner.options), leftOut: 0 })
      : labelParts(run, plan, overTime);
  return parts.pipe(switchMap((split) => runParts({ run, plan, overTime, ...split })));
};

interface Split {
  readonly run: TargetRun;
  readonly plan: QueryPlan;
  readonly overTime: OverTimePlan;
  readonly parts: readonly Part[];
  /** label values beyond the limit */
  readonly leftOut: number;
}

function runParts({ run, plan, overTime, parts, leftOut }: Split): Observable<TargetAnswer> {
  const nothing: ReadonlyArray<PartResult | null> = parts.map(() => null);
  const frameOf = (results: ReadonlyArray<PartResult | null>) =>
    overTimeFrame({ plan, overTime, parts, results, leftOut });
  return from(parts.map((part, index) => ({ part, index }))).pipe(
    mergeMap(
      ({ part, index }) => runPart(run, plan, { overTime, part }).pipe(map((result) => ({ result, index }))),
      AT_A_TIME
    ),
    scan((results, { result, index }) => results.map((before, at) => (at === index ? result : before)), nothing),
    // Without parts there is nothing to wait for.
    defaultIfEmpty(nothing),
    map((results): TargetAnswer => {
      const isPartial = results.some((result) => result === null);
      const failures = results.flatMap((result) => (result?.kind === 'failed' ? [result] : []));
      if (!isPartial && failures.length > 0 && failures.length === results.length) {
        throw failures[0].error;
      }
      return { frames: [frameOf(results)], isPartial };
    })
  );
}

/** A part that fails leaves the others; a function that can't be told from others fails the query. */
function runPart(
  { runner, request, query }: TargetRun,
  plan: QueryPlan,
  { overTime, part }: { overTime: OverTimePlan; part: Part }
): Observable<PartResult> {
  const { profileTypeId } = plan.request;
  const wanted = { kind: 'function', func: overTime.func } as const;
  const profile = fetchProfile(runner.client, { ...plan, request: part.request }, runner.facts).pipe(
    switchMap((answer) => from(decodeAnswer(runner.decoder, { answer, profileTypeId, wanted }))),
    map(({ profile: decoded }) => decoded)
  );
  const load = defer(() =>
    overTime.value === 'perRequest'
      ? requestsIn(part.request, rateOf(overTime, part, request.scopedVars), {
          uid: runner.options.prometheusUid,
          request,
          requestId: `${request.requestId}-${query.refId}-${part.request.fromMs}-${part.labelValue}`,
        })
      : secondsOf(runner, overTime, part)
  );
  return forkJoin([profile, load]).pipe(
    map(([decoded, amount]) => resultOf(decoded, amount, overTime)),
    catchError((error: unknown) => {
      if (readFailure(error).kind === 'cancelled' || nameError(error).kind === 'function-several') {
        throw error;
      }
      return of<PartResult>({ kind: 'failed', error: new PyroscopeError(nameError(error)) });
    })
  );
}

function resultOf(profile: DecodedProfile | null, load: number, { func, value, weight }: OverTimePlan): PartResult {
  if (profile === null) {
    return { kind: 'empty' };
  }
  const { output, total, hiddenShare } = profile;
  if (output.kind === 'not-one') {
    return { kind: 'value', value: 0, hiddenShare, absence: noticeOfAbsence(func, output.search).text };
  }
  const own = output.kind === 'weight' ? output.weight[weight] : 0;
  return { kind: 'value', value: value === 'share' ? own / total : own / load, hiddenShare, absence: null };
}

/** Of a window of time its length, of a label value the time in which it had profiles; a share needs neither. */
function secondsOf({ client, options }: TargetRun['runner'], { label, value }: OverTimePlan, { request }: Part) {
  return label !== '' && value === 'perSecond'
    ? secondsWithProfiles(client, request, options).pipe(map(({ seconds }) => seconds))
    : of((request.toMs - request.fromMs) / 1000);
}

function rateOf(
  { requests }: OverTimePlan,
  { labelValue }: Part,
  scopedVars: TargetRun['request']['scopedVars']
): string {
  return interpolateText(requests, { ...scopedVars, label_value: { text: labelValue, value: labelValue } });
}

/** The selector narrowed to each value of the label, in order of the values. */
function labelParts(
  { runner }: TargetRun,
  { request }: QueryPlan,
  { label, limit }: OverTimePlan
): Observable<{ parts: Part[]; leftOut: number }> {
  return runner.client.labelValues(label, request.labelSelector, request).pipe(
    map((values) => {
      const matchers = parseLabelSelector(request.labelSelector);
      const parts = values.slice(0, limit).map((value): Part => {
        const labelSelector = formatLabelSelector(withMatchers(matchers, [{ name: label, operator: '=', value }]));
        return { request: { ...request, labelSelector }, labelValue: value };
      });
      return { parts, leftOut: values.length - parts.length };
    })
  );
}
