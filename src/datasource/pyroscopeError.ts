/** A failure that has its name: what happened, why, what to do next. Names are given by the table in `errors.ts`. */
import { t } from '../shared/ui/i18n/translate';

/** What Save & test was doing when it failed; 'query' = the request itself is at fault. */
export type Step = 'reach' | 'sign-in' | 'tenant' | 'path' | 'server' | 'query';

export interface NamedError {
  readonly kind: string;
  readonly step: Step;
  /** HTTP status; null where no answer arrived or nothing was sent */
  readonly status: number | null;
  /** one sentence each; `{1}` and so on stand for the groups of the row's `text` pattern */
  readonly what: string;
  readonly why: string;
  readonly next: string;
  /** what the server said, untrusted and shortened; '' where it said nothing */
  readonly said: string;
}

/** An error that has its name already: thrown before sending, or on an answer that can't be used. */
export class PyroscopeError extends Error {
  constructor(readonly named: NamedError) {
    super(messageOf(named));
    this.name = 'PyroscopeError';
  }
}

/** A query whose profile type is empty: found before sending, or said by the server. */
export const noProfileType = () => ({
  kind: 'profile-type-missing',
  what: t('errors.no-profile-type', 'No profile type.'),
  why: t(
    'errors.the-service-has-no-profiles',
    'The service has no profiles in this time range, or the variable is empty.'
  ),
  next: t('errors.widen-the-time-range-or', 'Widen the time range or choose another service.'),
});

/** An error found before anything was sent, or in an answer that came with status 200. */
export function ownError(
  kind: string,
  text: { what: string; why: string; next: string; said?: string; step?: Step; status?: number }
): PyroscopeError {
  return new PyroscopeError({
    kind,
    step: text.step ?? 'query',
    status: text.status ?? null,
    what: text.what,
    why: text.why,
    next: text.next,
    said: shorten(text.said ?? ''),
  });
}

/** What stands in the panel: cause and next action, then the server's own words. */
export function messageOf(error: NamedError): string {
  const sentences = `${error.what} ${error.why} ${error.next}`;
  return error.said
    ? t('errors.details', '{{sentences}} Details: “{{said}}”', { sentences, said: error.said })
    : sentences;
}

/** A server's text is shown to this length. */
const MAX_SAID = 300;

export function shorten(text: string): string {
  return text.length > MAX_SAID ? `${text.slice(0, MAX_SAID)}…` : text;
}
