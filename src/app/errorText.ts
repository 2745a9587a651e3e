import { t } from '../shared/ui/i18n/translate';

/**
 * What a failed request says, in the server's words where it has any: Grafana's fetch errors carry them in
 * `data.message`.
 */
export function errorText(error: unknown): string {
  if (typeof error === 'object' && error !== null) {
    const { data, message, statusText } = error as {
      data?: { message?: unknown };
      message?: unknown;
      statusText?: unknown;
    };
    for (const text of [data?.message, message, statusText]) {
      if (typeof text === 'string' && text !== '') {
        return text;
      }
    }
  }
  return t('app.no-reason-was-given', 'No reason was given.');
}
