/** Reads out of the panel's data why its profile target brought nothing; null while it did. */
import type { DataQueryError, InterpolateFunction, PanelData } from '@grafana/data';
import { missingProfileFields, isProfileFrame } from '../../shared/ui/frames/profileColumns';
import { targetOf } from '../../shared/ui/frames/profileSource';
import { t } from '../../shared/ui/i18n/translate';
import type { ProfileProblem } from './ProfileZone';

/**
 * @param refId the profile target
 * @param found whether a profile frame was found in the data
 */
export function profileProblem(
  data: PanelData,
  refId: string,
  { found, replaceVariables }: { readonly found: boolean; readonly replaceVariables: InterpolateFunction }
): ProfileProblem | null {
  const targets = data.request?.targets;
  const errors = data.errors ?? (data.error ? [data.error] : []);
  const failed =
    errors.find((error) => error.refId === refId) ??
    (found ? undefined : errors.find((error) => error.refId === undefined));
  // An empty variable explains an error that says just this; any other is the better reason, such as a store that is down.
  if (
    !found &&
    isTypeEmpty(targetOf(data, refId).profileTypeId, replaceVariables) &&
    (failed === undefined || isOfMissingType(failed))
  ) {
    return { kind: 'no-profile-type' };
  }
  if (failed) {
    const message =
      failed.message ?? failed.data?.message ?? failed.statusText ?? t('hotspots.no-reason-given', 'no reason given');
    return { kind: 'failed', message: /[.!?]$/.test(message) ? message : `${message}.`, status: failed.status ?? null };
  }
  if (found) {
    return null;
  }
  const own = data.series.filter((frame) => frame.refId === refId && !isProfileFrame(frame) && frame.length > 0);
  if (own.length > 0) {
    return { kind: 'not-a-profile', missing: missingProfileFields(own[0]) };
  }
  return targets && !targets.some((target) => target.refId === refId && !target.hide)
    ? { kind: 'no-target', refId }
    : null;
}

/** Whether an error says that no profile type was asked for: our data source names it, others pass on the store's words. */
const isOfMissingType = (error: DataQueryError): boolean =>
  ('kind' in error && error.kind === 'profile-type-missing') ||
  /profile-type selection must be of the form .* got\(\d+\): ""/s.test(
    `${error.message ?? ''} ${error.data?.message ?? ''}`
  );

/** The variable of profile types lists those that the service sent in the window. */
const isTypeEmpty = (saved: unknown, replaceVariables: InterpolateFunction): boolean =>
  typeof saved === 'string' && saved.trim() !== '' && replaceVariables(saved).trim() === '';
