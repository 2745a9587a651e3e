/** One row of the table in `errors.ts`, and sentences that several rows and other errors end with. */
import { t } from '../../shared/ui/i18n/translate';
import type { Failure } from '../client/failure';
import type { Step } from '../pyroscopeError';

export interface Row {
  readonly kind: string;
  readonly step: Step;
  readonly when: {
    readonly failure?: Failure['kind'];
    readonly status?: readonly number[];
    readonly says?: RegExp;
  };
  /** one sentence each; `{1}` and so on stand for the groups of `says` */
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

export const settings = () => t('errors.the-datasource-settings', 'the datasource settings');
export const askLess = () =>
  t('errors.choose-a-shorter-time-range', 'Choose a shorter time range or a narrower label selector.');
export const setTheUrl = () =>
  t(
    'errors.set-the-url-in-to',
    "Set the URL in {{settings}} to the root of Pyroscope's API, such as http://pyroscope:4040.",
    { settings: settings() }
  );
export const report = () =>
  t('errors.this-should-not-happen-please', 'This should not happen: please report it with the text below.');
