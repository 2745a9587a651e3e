/** What can be done with a function or a row besides reading it: links, Markdown, filters, marks. One object for all zones. */
import { useCallback, useMemo } from 'react';
import {
  dateTimeFormat,
  getTimeZoneInfo,
  type InterpolateFunction,
  type LinkModel,
  type PanelData,
} from '@grafana/data';
import { config } from '@grafana/runtime';
import { usePanelContext } from '@grafana/ui';
import {
  findingMarkdown,
  VERSION_LABELS,
  type Analysis,
  type FunctionRef,
  type Row,
  type StackFilter,
} from '../../analysis';
import { unquotePromString } from '../../shared/lib/promString';
import type { ProfileSource } from '../../shared/ui/frames/profileSource';
import { withMatcher } from '../change/withMatcher';
import { hasOneSource } from '../evidence/context';
import { parseOwnedPrefixes, type HotpathOptions } from '../options';
import {
  resolveProfileTarget,
  type ProfileTarget,
  type RequestSelection,
  type SavedTarget,
} from '../request/profileTarget';
import type { Scope } from '../request/useRequestScope';
import { profileTypeLabel } from '../scope/profileTypeLabel';
import { filterOfFunction } from '../search/filterOfFunction';
import { filterText, leftText } from '../search/filterText';
import type { StackFilters } from '../state/useStackFilters';
import { canFocus, flameGraphLink } from './flameGraphLink';
import { parsePrefixes, sourceLink } from './sourceLink';

export interface LabelValue {
  readonly key: string;
  readonly value: string;
}

export interface FindingTools {
  readonly stacks: StackFilters;
  /** hides the stacks through the function, or shows only them */
  filterStacks(effect: StackFilter['effect'], func: FunctionRef): void;
  /** '' where the query names none */
  readonly service: string;
  /** address of the function's line in the repository; null where none is set or it is not in it */
  sourceOf(func: FunctionRef): string | null;
  /** null where there is no Explore, or no query (snapshots) */
  flameGraphOf(func: FunctionRef): { readonly href: string; readonly isFocused: boolean } | null;
  /** data links of the panel, for the function's row of the profile */
  dataLinksOf(func: FunctionRef): readonly LinkModel[];
  /** labels that the profile query fixes */
  readonly labels: readonly LabelValue[];
  /** null where the dashboard has no place for filters */
  readonly addFilter: ((label: LabelValue) => void) | null;
  /** what the dashboard's author calls the purpose of the service */
  isInherent(row: Row): boolean;
  markdownOf(row: Row, analysis: Analysis, link: string): string;
}

/** Which part of the query's profile is on screen. */
export interface ShownPart {
  /** read alone; null for all versions */
  readonly version: { readonly label: string; readonly value: string } | null;
  /** null for the service */
  readonly request: Pick<
    Extract<Scope, { readonly kind: 'request' }>,
    'traceId' | 'spanId' | 'rung' | 'route' | 'selection'
  > | null;
}

interface Input {
  readonly part: ShownPart;
  readonly data: PanelData;
  readonly source: ProfileSource | null;
  readonly profileTarget: SavedTarget | null;
  readonly options: HotpathOptions;
  readonly stacks: StackFilters;
  readonly service: string | null;
  readonly profileTypeId: string | null;
  readonly labelSelector: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly timeZone: string;
  readonly replaceVariables: InterpolateFunction;
}

/** `{service_name="checkout",pod=~"a.*"}` → what is fixed to one value. */
export function fixedLabels(labelSelector: string): LabelValue[] {
  return [...labelSelector.matchAll(/([\w.]+)\s*=\s*("(?:[^"\\]|\\.)*")/g)].flatMap(([, key, literal]) => {
    const value = unquotePromString(literal);
    return value === null ? [] : [{ key, value }];
  });
}

export function useFindingTools(input: Input): FindingTools {
  const { data, source, profileTarget, options, stacks, service, profileTypeId, labelSelector } = input;
  const { fromMs, toMs, timeZone, replaceVariables } = input;
  const versionLabel = input.part.version?.label ?? null;
  const shownVersion = input.part.version?.value ?? null;
  const requestFact = input.part.request && factOfRequest(input.part.request);
  const selection = input.part.request?.selection ?? null;
  const { onAddAdHocFilter } = usePanelContext();
  const labels = useMemo(() => fixedLabels(labelSelector), [labelSelector]);
  const template = useMemo(
    () => ({ template: options.sourceUrl ?? '', prefixes: parsePrefixes(options.sourcePrefixes) }),
    [options.sourceUrl, options.sourcePrefixes]
  );
  const inherent = useMemo(() => parseOwnedPrefixes(options.inherent), [options.inherent]);
  const version =
    shownVersion ?? labels.find(({ key }) => (VERSION_LABELS as readonly string[]).includes(key))?.value ?? '';
  const scopedVars = data.request?.scopedVars;
  const target = useMemo(() => {
    const whole = resolveProfileTarget(profileTarget, replaceVariables, scopedVars);
    return whole && targetOfPart(whole, { versionLabel, shownVersion, selection });
  }, [profileTarget, replaceVariables, scopedVars, versionLabel, shownVersion, selection]);
  const frame = source?.frame ?? null;

  const markdownOf = useCallback(
    (row: Row, analysis: Analysis, link: string) => {
      const zone = getTimeZoneInfo(timeZone, fromMs)?.name ?? timeZone;
      const time = (ms: number) => dateTimeFormat(ms, { timeZone, format: 'YYYY-MM-DD HH:mm:ss' });
      const { filters } = stacks;
      return findingMarkdown(row, analysis, {
        facts: [
          `${service === null || service === '' ? 'Selector' : 'Service'}: ${service || labelSelector}`,
          ...(profileTypeId === null ? [] : [`Profile: ${profileTypeLabel(profileTypeId)}`]),
          ...(shownVersion === null ? [] : [`Version: ${shownVersion} alone`]),
          ...(requestFact === null ? [] : [requestFact]),
          `Window: ${time(fromMs)} to ${time(toMs)} (${zone})`,
          ...filters.map(filterText),
          ...(analysis.part ? [leftText(analysis.part.share)] : []),
        ],
        link,
      });
    },
    [timeZone, fromMs, toMs, stacks, service, labelSelector, profileTypeId, shownVersion, requestFact]
  );

  const canFilter = hasOneSource(data);
  return useMemo(
    () => ({
      stacks,
      filterStacks: (effect, func) => stacks.add(filterOfFunction(effect, func, frame)),
      service: service ?? '',
      labels,
      addFilter:
        onAddAdHocFilter && canFilter ? ({ key, value }) => onAddAdHocFilter({ key, value, operator: '=' }) : null,
      sourceOf: (func) => sourceLink(template, func, version),
      flameGraphOf: (func) =>
        target && config.exploreEnabled
          ? {
              href: flameGraphLink(`${config.appSubUrl ?? ''}/`, target, func.name, { fromMs, toMs }),
              isFocused: canFocus(target),
            }
          : null,
      dataLinksOf: (func) => {
        const field = frame?.fields.find(({ name }) => name === 'label');
        const text: readonly string[] | undefined = field?.config.type?.enum?.text;
        const wanted: unknown = text ? text.indexOf(func.name) : func.name;
        const row = field && wanted !== -1 ? field.values.indexOf(wanted) : -1;
        return row < 0 ? [] : (field?.getLinks?.({ valueRowIndex: row }) ?? []);
      },
      isInherent: ({ subject }) => inherent.some((prefix) => subject.name.startsWith(prefix)),
      markdownOf,
    }),
    [
      stacks,
      service,
      labels,
      onAddAdHocFilter,
      canFilter,
      template,
      version,
      target,
      fromMs,
      toMs,
      frame,
      inherent,
      markdownOf,
    ]
  );
}

function factOfRequest({ traceId, spanId, rung, route, selection }: NonNullable<ShownPart['request']>): string {
  switch (rung) {
    case 'route':
      return `Requests of ${route}: ${selection?.ids.length ?? 0} merged`;
    case 'trace':
      return `One trace: ${traceId}`;
    case 'span':
      return `One request: trace ${traceId}${spanId === null ? '' : `, span ${spanId}`}`;
  }
}

/** A link out must lead to what is on screen, not to the whole of it. */
function targetOfPart(
  target: ProfileTarget,
  {
    versionLabel,
    shownVersion,
    selection,
  }: {
    readonly versionLabel: string | null;
    readonly shownVersion: string | null;
    readonly selection: RequestSelection | null;
  }
): ProfileTarget {
  return {
    ...target,
    ...(versionLabel !== null &&
      shownVersion !== null && { labelSelector: withMatcher(target.labelSelector, versionLabel, shownVersion) }),
    ...(selection?.kind === 'spans' && { spanSelector: selection.ids }),
    ...(selection?.kind === 'traces' && { traceIdSelector: selection.ids }),
  };
}
