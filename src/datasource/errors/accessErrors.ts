/** No answer of Pyroscope arrived, or it does not know who asks. */
import { t } from '../../shared/ui/i18n/translate';
import { askLess, settings, type Row } from './row';

export const accessErrors = (): readonly Row[] => [
  {
    kind: 'no-answer',
    step: 'reach',
    when: { failure: 'no-answer' },
    what: t('errors.no-answer-arrived', 'No answer arrived.'),
    why: t('errors.the-connection-to-grafana-broke', 'The connection to Grafana broke, or the browser is offline.'),
    next: t('errors.check-the-network-and-run', 'Check the network and run the query again.'),
  },
  {
    kind: 'no-datasource',
    step: 'path',
    when: { status: [404], says: /data source not found/i },
    what: t('errors.grafana-does-not-know-this', 'Grafana does not know this datasource.'),
    why: t('errors.it-was-deleted-or-the', 'It was deleted, or the panel names another one.'),
    next: t('errors.choose-a-datasource-in-the', 'Choose a datasource in the panel.'),
  },
  {
    kind: 'no-permission',
    step: 'sign-in',
    when: { status: [403], says: /permission|access denied/i },
    what: t('errors.grafana-does-not-let-you', 'Grafana does not let you query this datasource.'),
    why: t('errors.your-account-lacks-the-permission', 'Your account lacks the permission datasources:query.'),
    next: t('errors.ask-an-administrator-of-grafana', 'Ask an administrator of Grafana for it.'),
  },
  {
    kind: 'unreachable',
    step: 'reach',
    when: { status: [502] },
    what: t('errors.grafana-cannot-reach-pyroscope', 'Grafana cannot reach Pyroscope.'),
    // Grafana's proxy says no more than this of a handshake that fails.
    why: t(
      'errors.the-server-is-down-or',
      'The server is down, its address is wrong as seen from Grafana, or the certificates of TLS do not fit.'
    ),
    next: t('errors.check-that-pyroscope-runs-and', 'Check that Pyroscope runs, and URL and TLS in {{settings}}.', {
      settings: settings(),
    }),
  },
  {
    kind: 'timeout',
    step: 'reach',
    when: { status: [408, 504] },
    what: t('errors.the-answer-took-too-long', 'The answer took too long.'),
    why: t('errors.the-time-range-holds-more', 'The time range holds more profiles than the server can merge in time.'),
    next: askLess(),
  },
  {
    kind: 'tenant-missing',
    step: 'tenant',
    when: { status: [401], says: /no org id/i },
    what: t('errors.pyroscope-wants-a-tenant', 'Pyroscope wants a tenant.'),
    why: t(
      'errors.the-server-keeps-tenants-apart',
      'The server keeps tenants apart and no X-Scope-OrgID header was sent.'
    ),
    next: t('errors.add-the-header-x-scope', 'Add the header X-Scope-OrgID with your tenant in {{settings}}.', {
      settings: settings(),
    }),
  },
  {
    kind: 'sign-in',
    step: 'sign-in',
    when: { status: [401] },
    what: t('errors.pyroscope-did-not-accept-the', 'Pyroscope did not accept the sign-in.'),
    why: t('errors.user-password-or-token-is', 'User, password or token is missing or wrong.'),
    next: t('errors.check-authentication-in', 'Check authentication in {{settings}}.', { settings: settings() }),
  },
  {
    // Grafana's proxy turns a 401 of the server into this 400 and drops its text.
    kind: 'sign-in-or-tenant',
    step: 'sign-in',
    when: { status: [400], says: /authentication to data source failed/i },
    what: t('errors.sign-in-or-tenant', 'Pyroscope did not accept the sign-in, or wants a tenant.'),
    why: t(
      'errors.user-password-token-or-tenant',
      'User, password, token or tenant is missing or wrong; Grafana does not pass on which.'
    ),
    next: t('errors.check-authentication-and-tenant-in', 'Check authentication and tenant in {{settings}}.', {
      settings: settings(),
    }),
  },
  {
    kind: 'forbidden',
    step: 'sign-in',
    when: { status: [403] },
    what: t('errors.pyroscope-refused-access', 'Pyroscope refused access.'),
    why: t('errors.the-sign-in-is-valid', 'The sign-in is valid, but it may not read this tenant or path.'),
    next: t('errors.ask-whoever-runs-pyroscope-for', 'Ask whoever runs Pyroscope for read access.'),
  },
  {
    kind: 'tenant-invalid',
    step: 'tenant',
    when: { status: [400], says: /tenant id/i },
    what: t('errors.the-tenant-is-not-valid', 'The tenant is not valid.'),
    why: t('errors.x-scope-orgid-holds-a', 'X-Scope-OrgID holds a character or a length that Pyroscope refuses.'),
    next: t('errors.correct-the-header-in', 'Correct the header in {{settings}}.', { settings: settings() }),
  },
];
