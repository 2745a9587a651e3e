/** What the requests of a region do that the others don't: the answer in one sentence, then the evidence as a table. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { FunctionDifference } from '../../analysis';
import type { ProfileKind } from '../../analysis/model';
import { formatSamples, formatShare, formatWeight } from '../../shared/lib/format';
import { Trans } from '../../shared/ui/i18n/Trans';
import { t } from '../../shared/ui/i18n/translate';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import { focusRing, ink } from '../../shared/ui/theme/ink';
import { capitalised, costName, unfilteredNote } from '../evidence/costName';
import { HowButton } from '../how/HowButton';
import { formatLatency } from '../red/formatRed';
import { AskedZone } from '../shell/AskedZone';
import { FEWEST_REQUESTS, MOST_REQUESTS, type Comparison, type Nothing } from './comparison';
import { differenceText } from './differenceText';
import { brushTestIds } from './testIds';
import type { RequestComparison } from './useComparison';

export interface ComparisonCardProps {
  readonly comparison: RequestComparison;
  /** of the profile that is compared */
  readonly kind: ProfileKind;
  /** stacks are hidden in the table; here none are */
  readonly isFiltered: boolean;
  /** CSS pixels of the panel's content */
  readonly width: number;
  /** the service's row of a function; null where it has none */
  rowOf(functionKey: string): string | null;
  onSelectRow(rowId: string): void;
  onZoom(fromMs: number, toMs: number): void;
}

const MOST_ROWS = 8;

export function ComparisonCard({ comparison, ...rest }: ComparisonCardProps) {
  const styles = useStyles2(getStyles);
  const { state, region, retry, close } = comparison;
  if (state.kind === 'closed') {
    return null;
  }
  const { picked } = state.question;
  return (
    <AskedZone
      title={
        region === null
          ? t('brush.slow-requests-against-the-rest', 'Slow requests against the rest')
          : t('brush.these-requests-against-the-rest', 'These requests against the rest')
      }
      subtitle={
        state.kind === 'answered' && state.answer.kind === 'compared'
          ? groupsText(state.answer)
          : t('brush.requests-at-most', '', {
              count: picked.length,
              amount: formatSamples(picked.length),
              most: MOST_REQUESTS,
              defaultValue_one: '{{amount}} request, at most {{most}} are read',
              defaultValue_other: '{{amount}} requests, at most {{most}} are read',
            })
      }
      progress={
        state.kind === 'running'
          ? state.of === 0
            ? t('brush.profiles', 'profiles')
            : t('brush.of-profiles', '{{done}} of {{of}} profiles', { done: state.done, of: state.of })
          : null
      }
      closeLabel={t('brush.close-the-comparison', 'Close the comparison')}
      testId={brushTestIds.card}
      onClose={close}
    >
      {state.kind === 'failed' && (
        <div className={styles.message} role="alert">
          <strong>{state.message.title}</strong>
          <span>{state.message.cause}</span>
          {state.message.actions.includes('retry') && (
            <Button size="sm" variant="secondary" icon="sync" onClick={retry}>
              {t('brush.ask-again', 'Ask again')}
            </Button>
          )}
        </div>
      )}
      {state.kind === 'answered' &&
        (state.answer.kind === 'nothing' ? (
          <NothingText why={state.answer.why} />
        ) : (
          <Answered {...rest} comparison={state.answer} />
        ))}
      {region !== null && state.kind === 'answered' && (
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="search-plus"
          onClick={() => rest.onZoom(region.fromMs, region.toMs)}
        >
          {t('brush.zoom-to-the-time-of', 'Zoom to the time of this region')}
        </Button>
      )}
    </AskedZone>
  );
}

const nothingTexts = (): Record<Nothing, { title: string; cause: string }> => ({
  'no-requests': {
    title: t('brush.no-requests-here', 'No requests here'),
    cause: t(
      'brush.there-is-no-dot-in',
      'There is no dot in this region. Draw it over some dots, or use “Compare slow with the rest”.'
    ),
  },
  'no-others': {
    title: t('brush.nothing-to-compare-with', 'Nothing to compare with'),
    cause: t(
      'brush.all-requests-in-view-are',
      'All requests in view are in it. Draw a smaller region, or widen the time range.'
    ),
  },
  'no-samples': {
    title: t('brush.no-profiles-of-these-requests', 'No profiles of these requests'),
    cause: t(
      'brush.none-of-them-has-a',
      'None of them has a sample. Either they were not profiled by request, or their profiles are on the way: profilers send every 10 to 30 s.'
    ),
  },
  'traces-only': {
    title: t('brush.these-dots-name-no-span', 'These dots name no span'),
    cause: t(
      'brush.they-name-traces-only-and',
      'They name traces only, and this profile data source can not select by trace. Exemplars with a span_id can be compared.'
    ),
  },
});

function NothingText({ why }: { readonly why: Nothing }) {
  const styles = useStyles2(getStyles);
  const { title, cause } = nothingTexts()[why];
  return (
    <div className={styles.message} role="status" data-testid={brushTestIds.answer}>
      <strong>{title}</strong>
      <span>{cause}</span>
    </div>
  );
}

/** `36 of POST /checkout over … compared with 34 others of it` */
function groupsText({ groups }: Comparison): string {
  const { groupUsed, groupFound, othersUsed, othersFound, routes } = groups;
  const some = (used: number, found: number) =>
    used < found
      ? t('brush.used-of-found', '{{used}} of {{found}}', { used: formatSamples(used), found: formatSamples(found) })
      : formatSamples(used);
  const what =
    routes.length === 1
      ? t('brush.of-route', ' of {{routes}}', { routes: routes[0] })
      : routes.length > 1
        ? t('brush.of-the-same-routes', ' of the same {{routes}} routes', { routes: routes.length })
        : '';
  return t('brush.here-others', '{{groupUsed}} here, {{othersUsed}} others{{what}}', {
    groupUsed: some(groupUsed, groupFound),
    othersUsed: some(othersUsed, othersFound),
    what,
  });
}

function Answered({
  comparison,
  kind,
  isFiltered,
  width,
  rowOf,
  onSelectRow,
}: Omit<ComparisonCardProps, 'comparison' | 'onZoom'> & { readonly comparison: Comparison }) {
  const styles = useStyles2(getStyles);
  const { difference } = comparison;
  const { functions, unit } = difference;
  const differing = functions.filter(({ differs }) => differs).slice(0, MOST_ROWS);
  // Without a difference the largest costs are still worth seeing, marked as what they are.
  const shown = differing.length > 0 ? differing : functions.slice(0, 3);
  const scale = Math.max(...shown.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high))), 0);
  const rest = functions.length - shown.length;
  const roomy = width >= 640;
  return (
    <>
      <p className={styles.answer} role="status" data-testid={brushTestIds.answer}>
        <AnswerText comparison={comparison} kind={kind} first={differing[0]} />
      </p>
      {shown.length > 0 && (
        <table
          className={styles.table}
          aria-label={t('brush.of-a-request-by-function', '{{kind}} of a request by function, these and the others', {
            kind: capitalised(costName(kind)),
          })}
        >
          <thead>
            <tr>
              <th scope="col">{t('brush.function', 'Function')}</th>
              {roomy && <th scope="col">{t('brush.here-per-request', 'Here, per request')}</th>}
              {roomy && <th scope="col">{t('brush.others', 'Others')}</th>}
              <th scope="col">{t('brush.difference-95-percent', 'Difference, 95 %')}</th>
              {roomy && <th scope="col" aria-label={t('brush.difference-as-a-bar', 'Difference as a bar')} />}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => {
              const row = rowOf(one.func.key);
              return (
                <tr key={one.func.key} data-testid={brushTestIds.row}>
                  <td>
                    {row === null ? (
                      <FunctionName func={one.func} strong={one.differs} />
                    ) : (
                      <button type="button" className={styles.name} onClick={() => onSelectRow(row)}>
                        <FunctionName func={one.func} strong={one.differs} />
                      </button>
                    )}
                  </td>
                  {roomy && <td>{formatWeight(one.inGroup, unit)}</td>}
                  {roomy && <td>{formatWeight(one.elsewhere, unit)}</td>}
                  <td>{differenceText(one, unit)}</td>
                  {roomy && (
                    <td>
                      <Bar one={one} scale={scale} />
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <p className={styles.note}>
        {rest > 0 &&
          (differing.length > 0
            ? t('brush.rest-without-difference', '', {
                count: rest,
                amount: formatSamples(rest),
                defaultValue_one: '{{amount}} other function without a sure difference. ',
                defaultValue_other: '{{amount}} other functions without a sure difference. ',
              })
            : t('brush.rest', '', {
                count: rest,
                amount: formatSamples(rest),
                defaultValue_one: '{{amount}} other function. ',
                defaultValue_other: '{{amount}} other functions. ',
              }))}
        {t(
          'brush.totals',
          '{{cost}} a request: {{here}} here, {{elsewhere}} elsewhere, from {{samplesHere}} and {{samplesElsewhere}} samples in {{answers}} answers.',
          {
            cost: capitalised(costName(kind)),
            here: formatWeight(difference.groupTotal, unit),
            elsewhere: formatWeight(difference.otherTotal, unit),
            samplesHere: formatSamples(difference.groupSamples),
            samplesElsewhere: formatSamples(difference.otherSamples),
            answers: comparison.queries,
          }
        )}
        {isFiltered && ` ${unfilteredNote()}`}
      </p>
      <HowButton
        of={t('brush.the-comparison', 'the comparison')}
        look="text"
        asked={{ kind: 'comparison', comparison, shown }}
      />
    </>
  );
}

function AnswerText({
  comparison,
  kind,
  first,
}: {
  readonly comparison: Comparison;
  readonly kind: ProfileKind;
  readonly first?: FunctionDifference;
}) {
  const { difference, groupSeconds, otherSeconds } = comparison;
  const { answer, unit } = difference;
  if (answer === 'too-few-batches') {
    return (
      <Trans
        i18nKey="brush.too-few-requests"
        defaults="<b>Too few requests to tell.</b> At least {{fewest}} on each side are needed; widen the region or the time range."
        values={{ fewest: FEWEST_REQUESTS }}
        components={{ b: <strong /> }}
      />
    );
  }
  if (first === undefined) {
    return (
      <Trans
        i18nKey="brush.no-difference"
        defaults="<b>No difference.</b> Nothing that these requests do costs more or less {{cost}} than in the others, beyond chance."
        values={{ cost: costName(kind) }}
        components={{ b: <strong /> }}
      />
    );
  }
  const more = first.difference >= 0;
  return (
    <>
      <Trans
        i18nKey="brush.costs-these-requests"
        defaults="<name/> costs these requests <b>{{difference}}</b> {{cost}} each."
        values={{
          difference: more
            ? t('brush.more', '{{weight}} more', { weight: formatWeight(first.difference, unit) })
            : t('brush.less', '{{weight}} less', { weight: formatWeight(-first.difference, unit) }),
          cost: costName(kind),
        }}
        components={{ name: <strong>{first.func.shortName}</strong>, b: <strong /> }}
      />{' '}
      {kind === 'cpu' && slowerText(groupSeconds - otherSeconds, difference.groupTotal - difference.otherTotal, unit)}
    </>
  );
}

/** How much of what they take longer is CPU at all: the rest is waiting, and no CPU fix moves it. */
function slowerText(seconds: number, cpu: number, unit: string): string {
  if (unit !== 'nanoseconds' || seconds <= 0 || cpu <= 0) {
    return '';
  }
  const part = Math.min(1, cpu / 1e9 / seconds);
  const all = t('brush.they-take-longer-cpu-is', 'They take {{seconds}} longer; CPU is {{part}} of that', {
    seconds: formatLatency(seconds),
    part: formatShare(part),
  });
  return part < 0.5 ? t('brush.the-rest-is-waiting', '{{all}}, the rest is waiting.', { all }) : `${all}.`;
}

/** The interval as a line, the estimate as a tick, zero in the middle or at the left edge. */
function Bar({ one: { difference, low, high, differs }, scale }: { readonly one: FunctionDifference; scale: number }) {
  const styles = useStyles2(getStyles);
  if (scale <= 0) {
    return null;
  }
  const at = (value: number) => 50 + (50 * value) / scale;
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.zero} />
      <span
        className={differs ? styles.sure : styles.unsure}
        style={{ left: `${at(low)}%`, width: `${Math.max(0.5, at(high) - at(low))}%` }}
      />
      <span className={styles.point} style={{ left: `${at(difference)}%` }} />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const small = { fontSize: theme.typography.bodySmall.fontSize, lineHeight: '18px' };
  return {
    message: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1),
      '& > strong': { fontWeight: theme.typography.fontWeightMedium },
      '& > span': { color: theme.colors.text.secondary, overflowWrap: 'anywhere' },
    }),
    answer: css({
      margin: '2px 0 4px',
      fontVariantNumeric: 'tabular-nums',
      overflowWrap: 'anywhere',
      '& strong': { fontWeight: theme.typography.fontWeightMedium },
    }),
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      fontVariantNumeric: 'tabular-nums',
      '& th': {
        height: 24,
        padding: '0 6px',
        textAlign: 'right',
        color: theme.colors.text.secondary,
        fontWeight: theme.typography.fontWeightMedium,
        whiteSpace: 'nowrap',
        ...small,
      },
      '& td': {
        height: 26,
        padding: '0 6px',
        textAlign: 'right',
        whiteSpace: 'nowrap',
        borderTop: `1px solid ${theme.colors.border.weak}`,
      },
      '& th:first-of-type, & td:first-of-type': { width: '36%', maxWidth: 0, paddingLeft: 0, textAlign: 'left' },
    }),
    name: css({
      display: 'flex',
      maxWidth: '100%',
      minHeight: 24,
      alignItems: 'center',
      padding: 0,
      border: 0,
      background: 'none',
      color: theme.colors.text.link,
      fontSize: 'inherit',
      textAlign: 'left',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': focusRing(theme, 0),
    }),
    note: css({ margin: '4px 0 0', color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums', ...small }),
    bar: css({ position: 'relative', display: 'block', width: 120, height: 12, marginLeft: 'auto' }),
    zero: css({
      position: 'absolute',
      left: '50%',
      top: 0,
      bottom: 0,
      width: 1,
      background: theme.colors.border.strong,
    }),
    sure: css({ position: 'absolute', top: 3, height: 6, background: ink(theme, 0.5), borderRadius: 1 }),
    unsure: css({ position: 'absolute', top: 3, height: 6, background: ink(theme, 0.2), borderRadius: 1 }),
    point: css({
      position: 'absolute',
      top: 1,
      bottom: 1,
      width: 2,
      marginLeft: -1,
      background: theme.colors.text.maxContrast,
    }),
  };
};
