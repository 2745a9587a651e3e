/**
 * One request beside its service: how much of the request falls on the service's rows, and whether it agrees.
 *
 * A few dozen samples can confirm a cause but not rank fixes, so fix layer, site and worth stay the service's; only
 * counts, ranges and the path are the request's own.
 */
import type { RequestConfirmation } from '../../analysis';
import type { Analysis, Row } from '../../analysis/model';
import { answerText, type TextSegment } from '../../analysis/wording';
import { MIN_SAMPLES_FOR_SHARES } from '../../correlate/sampleFloor';
import { t } from '../../shared/ui/i18n/translate';
import type { Rung } from '../request/rungs';

export interface RequestRow {
  /** the request's path and counts under the service's verdict */
  readonly row: Row;
  /** samples of the request behind this row */
  readonly samples: number;
  /** 0..1 of the request's samples */
  readonly share: number;
  /** 95 % interval of `share`; null under 10 samples, where only counts are shown */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** self share in the service's profile; null where the service has no such row */
  readonly serviceSelfShare: number | null;
  /** the request's own path leads through the service's site */
  readonly agrees: boolean;
  /** the same asked of all stacks, with an interval; null until it is known, and where the service names no site */
  readonly confirmation: RequestConfirmation | null;
}

export interface RequestView {
  /** what the samples are of: `this request`, `this trace`, `these requests` */
  readonly subject: string;
  readonly rows: readonly RequestRow[];
  /** samples of the whole request */
  readonly samples: number;
  /** samples of the request on none of the rows */
  readonly otherSamples: number;
  /** the answer of a row, which is the service's; undefined where the service has none */
  answer(row: Row): readonly TextSegment[] | undefined;
}

const subjects = (): Readonly<Record<Rung, string>> => ({
  span: t('hotspots.this-request', 'this request'),
  trace: t('hotspots.this-trace', 'this trace'),
  route: t('hotspots.these-requests', 'these requests'),
});

/** Normal deviate of a 95 % interval. */
const Z = 1.96;

/** Wilson score interval of k of n: it stays inside 0..1 and holds for small n. */
export function shareRange(k: number, n: number): { readonly low: number; readonly high: number } {
  const p = k / n;
  const z2 = Z * Z;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * @param request analysis of the request's profile
 * @param service analysis of the service's profile; null while it is not there, then the request stands alone
 * @param rung what the request's profile was merged from
 * @param confirmations by id of the service's row; null while they are not there: then the request's own path decides
 */
export function buildRequestView(
  request: Analysis,
  service: Analysis | null,
  confirmations: ReadonlyMap<string, RequestConfirmation> | null = null,
  rung: Rung = 'span'
): RequestView {
  const serviceRows = new Map(service?.rows.map((row) => [row.id, row]));
  const samples = request.quality.samples;
  const rows = request.rows
    .map((own): RequestRow => {
      const verdict = serviceRows.get(own.id);
      const confirmation = confirmations?.get(own.id) ?? null;
      // A row's samples are those of its self time: rows then add up to at most the whole.
      const count = Math.min(samples, Math.round(own.selfShare * samples));
      return {
        row: verdict ? underVerdict(own, verdict) : own,
        samples: count,
        share: samples > 0 ? count / samples : 0,
        range: count >= MIN_SAMPLES_FOR_SHARES ? shareRange(count, samples) : null,
        serviceSelfShare: verdict?.selfShare ?? null,
        agrees:
          verdict !== undefined &&
          count >= MIN_SAMPLES_FOR_SHARES &&
          (confirmation === null
            ? leadsThroughSite(own, verdict, service?.thresholds.dominantCaller ?? 1)
            : confirmation.answer === 'same-here'),
        confirmation,
      };
    })
    .filter((row) => row.samples > 0)
    .sort((a, b) => b.samples - a.samples);
  const counted = rows.reduce((sum, row) => sum + row.samples, 0);
  return {
    subject: subjects()[rung],
    rows,
    samples,
    otherSamples: Math.max(0, samples - counted),
    answer: (row) => {
      const verdict = serviceRows.get(row.id);
      return verdict && service ? serviceAnswer(verdict, service) : undefined;
    },
  };
}

/** The request's path and figures, the service's verdict. */
function underVerdict(own: Row, verdict: Row): Row {
  const { site } = verdict;
  return {
    ...own,
    signal: verdict.signal,
    verdict: verdict.verdict,
    layer: verdict.layer,
    site,
    saving: verdict.saving,
    ways: verdict.ways,
    reasons: verdict.reasons,
    need: verdict.need,
    siteStep: site ? own.chain.findIndex((step) => step.func.key === site.key) : -1,
  };
}

function leadsThroughSite(own: Row, verdict: Row, dominantFrom: number): boolean {
  const { site } = verdict;
  if (verdict.verdict !== 'fix' || !site) {
    return false;
  }
  const onChain = own.chain.find((step) => step.func.key === site.key)?.retention ?? 0;
  const below = own.callees.find((each) => each.func.key === site.key)?.share ?? 0;
  return Math.max(onChain, below) >= dominantFrom;
}

/** `Edit X. For the whole service this saves 24 % (19–29) of CPU per request.` */
function serviceAnswer(verdict: Row, service: Analysis): readonly TextSegment[] {
  return answerText(verdict, service.profile.kind).map((segment) => ({
    ...segment,
    text: segment.text.replace('. Saves ', '. For the whole service this saves '),
  }));
}
