/** Words of a path that was chosen: beside the ribbon, and for who hears it change. */
import type { Row } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import { formatSamples, formatShare } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { callerCount } from './ribbonText';
import type { RouteView } from './useRoute';

/** `Another path: through notify.Send, 12 % of Marshal's time.` */
export function routeText(row: Row, view: RouteView): string {
  const { shortName } = row.subject;
  if (view.failure !== null) {
    return t('ribbon.route-failed', 'The path could not be read. {{message}}', { message: view.failure });
  }
  if (view.lost !== null) {
    return t(
      'ribbon.chosen-path-lost',
      'The chosen path is not in this profile. Where it ends, the largest callers follow.'
    );
  }
  const chosen = chosenStep(view);
  return chosen === null
    ? t('ribbon.route-reading', 'Reading the path…')
    : t('ribbon.route-through', "Another path: through {{caller}}, {{share}} of {{shortName}}'s time.", {
        caller: qualifiedName(chosen.step.func),
        share: formatShare(chosen.step.retention),
        shortName,
      });
}

/** What `role=status` says once a path is drawn; '' while there is nothing to say. */
export function routeStatus(row: Row, view: RouteView): string {
  if (view.isMain) {
    return view.isBack ? t('ribbon.main-path', 'Main path.') : '';
  }
  const chosen = chosenStep(view);
  if (view.failure !== null || view.lost !== null || chosen === null) {
    return view.isReading ? '' : routeText(row, view);
  }
  return t(
    'ribbon.route-status',
    "Path through {{caller}}, {{share}} of {{shortName}}'s time. Caller {{place}} of {{callers}}.",
    {
      caller: qualifiedName(chosen.step.func),
      share: formatShare(chosen.step.retention),
      shortName: row.subject.shortName,
      place: formatSamples(chosen.place),
      callers: formatSamples(chosen.callers),
    }
  );
}

/** The caller that was chosen last, nearest to the root, as a step of the path that is drawn. */
function chosenStep({ shown }: RouteView) {
  const choice = shown?.choices[shown.choices.length - 1];
  const chain = shown?.route.chain ?? [];
  const step = chain.find(({ func }) => func.key === choice?.caller);
  const called = chain.find(({ func }) => func.key === choice?.step);
  return step === undefined || called === undefined
    ? null
    : {
        step,
        place: 1 + called.callers.findIndex(({ func }) => func.key === choice?.caller),
        callers: callerCount(called),
      };
}
