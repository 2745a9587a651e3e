import { t } from '../../shared/ui/i18n/translate';

/** Why a field that holds something counts as empty. @param written  as it was saved, variables by their names */
export const hasNoValue = (written: string): string =>
  t('query.has-no-value', '{{written}} has no value.', { written });
