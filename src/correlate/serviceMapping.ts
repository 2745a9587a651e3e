/**
 * From the labels of an SLO panel to the service that has profiles, and to the labels that metrics and profiles share.
 *
 * Never guesses: several answers, or none, are an outcome of their own, so that the page asks instead of merging what
 * does not belong together.
 */
import { quotePromString } from '../shared/lib/promString';
import { type LabelValues } from './labelValues';

/** Labels that may name a service, most telling first: OpenTelemetry's, those of SLO tools, those of scrape jobs. */
export const SERVICE_LABELS = [
  'service_name',
  'sloth_service',
  'service',
  'job',
  'destination_workload',
  'app',
] as const;

/** Labels that split one service into several deployments; profiles of two of them are never merged silently. */
export const DEPLOYMENT_LABELS = [
  'cluster',
  'k8s_cluster_name',
  'env',
  'environment',
  'deployment_environment',
  'deployment_environment_name',
] as const;

/** A user's rule: a service name that matches `pattern` as a whole has the profile service `service` (`$1` allowed). */
export interface ServiceRule {
  readonly pattern: string;
  readonly service: string;
}

export type ServiceMatch =
  | { readonly kind: 'found'; readonly service: string; readonly from: string }
  /** several services are named, or several profile services fit */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[]; readonly from: string }
  /** the panel names a service that has no profiles */
  | { readonly kind: 'unknown'; readonly named: string; readonly from: string }
  /** nothing in the panel names a service */
  | { readonly kind: 'unnamed' };

/** `job` is `[namespace/]service` by OpenTelemetry's convention. */
function serviceNameIn(label: string, value: string): string {
  return label === 'job' ? value.slice(value.lastIndexOf('/') + 1) : value;
}

function applyRules(name: string, rules: readonly ServiceRule[]): string {
  for (const rule of rules) {
    try {
      const pattern = new RegExp(`^(?:${rule.pattern})$`);
      if (pattern.test(name)) {
        return name.replace(pattern, rule.service);
      }
    } catch {
      // A broken rule of the settings page must not hide the other rules; the settings page itself reports it.
    }
  }
  return name;
}

function profileServicesFor(name: string, profileServices: readonly string[], rules: readonly ServiceRule[]): string[] {
  const candidates = [name, applyRules(name, rules)];
  for (const candidate of candidates) {
    if (profileServices.includes(candidate)) {
      return [candidate];
    }
  }
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    const found = profileServices.filter((service) => service.toLowerCase() === lower);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

/**
 * Finds the profile service that a panel is about.
 *
 * Tries the labels in the order of {@link SERVICE_LABELS}; the first label that leads to a service with profiles wins.
 * Exact names come before rules, and rules before names that differ in case only.
 */
export function matchService(
  labels: LabelValues,
  profileServices: readonly string[],
  options: { readonly rules?: readonly ServiceRule[] } = {}
): ServiceMatch {
  let unknown: ServiceMatch | null = null;
  for (const label of SERVICE_LABELS) {
    const values = labels[label];
    if (!values || values.length === 0) {
      continue;
    }
    const names = [...new Set(values.map((value) => serviceNameIn(label, value)))];
    const found = [...new Set(names.flatMap((name) => profileServicesFor(name, profileServices, options.rules ?? [])))];
    if (found.length === 1 && names.length === 1) {
      return { kind: 'found', service: found[0], from: label };
    }
    if (found.length > 0) {
      return { kind: 'ambiguous', candidates: found, from: label };
    }
    unknown ??= { kind: 'unknown', named: names.join(', '), from: label };
  }
  return unknown ?? { kind: 'unnamed' };
}

/**
 * The labels to narrow the profile by: those that the panel fixes to one value and that the profile store knows too.
 * Service labels and Prometheus' own (`le`, `quantile`, `instance`, names with `__`) are left out.
 */
export function sharedLabels(
  labels: LabelValues,
  profileLabelNames: readonly string[]
): Readonly<Record<string, string>> {
  const skipped = new Set<string>([...SERVICE_LABELS, 'le', 'quantile', 'instance']);
  const shared: Record<string, string> = {};
  for (const [name, values] of Object.entries(labels)) {
    if (values.length === 1 && !skipped.has(name) && !name.startsWith('__') && profileLabelNames.includes(name)) {
      shared[name] = values[0];
    }
  }
  return shared;
}

/** A deployment label that has several values for the service and that the panel does not fix. */
export interface OpenDeployment {
  readonly label: string;
  readonly values: readonly string[];
}

/**
 * The first deployment label that must be asked for before profiles may be merged.
 *
 * @param storedValues  label name → values that the service has in the profile store
 * @param chosen        labels that are fixed already
 */
export function openDeployment(
  storedValues: LabelValues,
  chosen: Readonly<Record<string, string>>
): OpenDeployment | null {
  for (const label of DEPLOYMENT_LABELS) {
    const values = storedValues[label] ?? [];
    if (values.length > 1 && chosen[label] === undefined) {
      return { label, values };
    }
  }
  return null;
}

/** Equality matchers as PromQL and Pyroscope read them. */
export function formatMatchers(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${quotePromString(value)}`)
    .join(', ');
}
