/**
 * What a click on a label's value does: it filters the dashboard where that works, else it opens the value's profile in
 * Explore. A dashboard filters by a variable of the label's name; by an ad-hoc filter only where all of the panel's queries
 * go to one data source, because Grafana does not apply those in a Mixed panel.
 */
import { usePanelContext } from '@grafana/ui';
import { locationService } from '@grafana/runtime';
import { quotePromString } from '../../shared/lib/promString';
import { dashboardVariables } from '../../shared/ui/dashboardVariables';
import { exploreHref } from '../shell/exploreHref';
import { hasOneSource, targetIn, windowIn, type EvidenceContext } from './context';

export type LabelFilter =
  { readonly kind: 'filter'; apply(value: string): void } | { readonly kind: 'explore'; href(value: string): string };

export function useLabelFilter(context: EvidenceContext, label: string): LabelFilter | null {
  const { onAddAdHocFilter } = usePanelContext();
  const target = targetIn(context);
  if (dashboardVariables().some((variable) => isNamed(variable, label))) {
    return { kind: 'filter', apply: (value) => locationService.partial({ [`var-${label}`]: value }) };
  }
  if (onAddAdHocFilter && hasOneSource(context.data)) {
    return { kind: 'filter', apply: (value) => onAddAdHocFilter({ key: label, operator: '=', value }) };
  }
  if (target === null) {
    return null;
  }
  return {
    kind: 'explore',
    href: (value) =>
      exploreHref(
        { ...target, refId: 'A', hide: false, labelSelector: withLabel(target.labelSelector, label, value) },
        windowIn(context)
      ),
  };
}

const isNamed = (variable: unknown, name: string) =>
  typeof variable === 'object' && variable !== null && 'name' in variable && variable.name === name;

/** `{a="x"}` → `{a="x",pod="y"}` */
export function withLabel(selector: string, label: string, value: string): string {
  const inner = selector
    .trim()
    .replace(/^\{|\}$/g, '')
    .replace(/,\s*$/, '')
    .trim();
  const matcher = `${label}=${quotePromString(value)}`;
  return `{${inner === '' ? matcher : `${inner},${matcher}`}}`;
}
