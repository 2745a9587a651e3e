/** Save & test: every step with its result, in the order in which a request meets them, and what the server can do. */
import type { TestDataSourceResponse } from '@grafana/data';
import { firstValueFrom, forkJoin, map, switchMap, type Observable } from 'rxjs';
import { t } from '../shared/ui/i18n/translate';
import type { PyroscopeClient } from './client/pyroscopeClient';
import { probeServer, type Feature, type ProbeTarget, type ServerReport } from './client/serverFeatures';
import type { ServerFacts } from './client/serverFacts';
import { nameError } from './errors';
import { profileTypesOf } from './profileTypes';
import type { NamedError, Step } from './pyroscopeError';
import { formatLabelSelector } from './query/labelSelector';
import type { RangeMs } from './types';

const PROFILE_TYPE_LABEL = '__profile_type__';

/** What a request passes on its way, in order. A query that is refused has passed them all but the last. */
const steps = (): ReadonlyArray<{
  readonly steps: readonly Step[];
  readonly name: string;
  readonly failed: string;
}> => [
  { steps: ['reach'], name: t('test.reach', 'Reach'), failed: t('test.reaching-the-server', 'reaching the server') },
  { steps: ['sign-in'], name: t('test.sign-in', 'Sign-in'), failed: t('test.signing-in', 'signing in') },
  { steps: ['tenant'], name: t('test.tenant', 'Tenant'), failed: t('test.choosing-the-tenant', 'choosing the tenant') },
  { steps: ['path'], name: 'API', failed: t('test.finding-the-api', 'finding the API') },
  {
    steps: ['server', 'query'],
    name: t('test.answer', 'Answer'),
    failed: t('test.asking-the-server', 'asking the server'),
  },
];

/** @param lastHour  the range in which profiles should have arrived */
export async function testConnection(
  client: PyroscopeClient,
  facts: ServerFacts,
  lastHour: RangeMs
): Promise<TestDataSourceResponse> {
  try {
    const [types, services] = await firstValueFrom(
      forkJoin([client.profileTypes(lastHour), client.labelValues('service_name', '{}', lastHour)])
    );
    const passed = steps().map(({ name }) => t('test.ok', '{{name}}: ok', { name }));
    if (types.length === 0) {
      return {
        status: 'warning',
        message: t('test.connected-but-no-profile-arrived', 'Connected, but no profile arrived in the last hour.'),
        details: {
          message: t(
            'test.check-that-your-services-send',
            'Check that your services send profiles to this server and tenant.'
          ),
          verboseMessage: lines([
            ...passed,
            t('test.data-none-in-the-last', 'Data: none in the last hour'),
            t('test.storage-and-features-not-known', 'Storage and features: not known without data'),
          ]),
        },
      };
    }
    const found = t('test.types-of-services', '{{types}} of {{services}}', {
      types: t('test.profile-type', '', {
        count: types.length,
        defaultValue_one: '{{count}} profile type',
        defaultValue_other: '{{count}} profile types',
      }),
      services: t('test.service', '', {
        count: services.length,
        defaultValue_one: '{{count}} service',
        defaultValue_other: '{{count}} services',
      }),
    });
    const report = await firstValueFrom(
      someProfile(client, profileTypesOf(types)[0].id, lastHour).pipe(
        switchMap((target) => probeServer(client, facts, target))
      )
    );
    return {
      status: 'success',
      message: t('test.connected-in-the-last-hour', 'Connected. In the last hour: {{found}}. {{report}}', {
        found,
        report: storageText(report),
      }),
      details: {
        message: summaryOf(report.features),
        verboseMessage: lines([
          ...passed,
          t('test.data-in-the-last-hour', 'Data: {{found}} in the last hour', { found }),
          storageText(report),
          ...report.features.map(featureLine),
        ]),
      },
    };
  } catch (error) {
    const named = nameError(error);
    const failed = steps().findIndex(({ steps }) => steps.includes(named.step));
    return {
      status: 'error',
      message: t('test.failed-at', 'Failed at {{failed}}: {{what}}', {
        failed: steps()[failed].failed,
        what: named.what,
      }),
      details: {
        message: detailsOf(named),
        verboseMessage: lines(
          steps().map(
            ({ name }, at) =>
              `${name}: ${at < failed ? t('test.passed', 'ok') : at === failed ? named.what : t('test.not-reached', 'not reached')}`
          )
        ),
      },
    };
  }
}

/** A service that has the type: not every service has every type, and an answer without data would tell nothing. */
function someProfile(client: PyroscopeClient, profileTypeId: string, range: RangeMs): Observable<ProbeTarget> {
  const ofType = formatLabelSelector([{ name: PROFILE_TYPE_LABEL, operator: '=', value: profileTypeId }]);
  return client.labelValues('service_name', ofType, range).pipe(
    map(([service]) => ({
      ...range,
      profileTypeId,
      labelSelector:
        service === undefined ? '{}' : formatLabelSelector([{ name: 'service_name', operator: '=', value: service }]),
    }))
  );
}

function storageText({ storageMode }: ServerReport): string {
  return t('test.storage', 'Storage: {{mode}}.', {
    mode: storageMode ?? t('test.not-told', 'not told by the answers'),
  });
}

function summaryOf(features: readonly Feature[]): string {
  const missing = features.filter(({ isThere }) => isThere === false).map(({ name }) => name);
  return missing.length === 0
    ? ''
    : t('test.not-on-this-server', 'Not on this server: {{missing}}.', { missing: missing.join(', ') });
}

function featureLine({ name, isThere, needs }: Feature): string {
  if (isThere === null) {
    return t('test.could-not-be-told', '{{name}}: could not be told', { name });
  }
  return isThere
    ? t('test.yes', '{{name}}: yes', { name })
    : t('test.no-needs-pyroscope', '{{name}}: no (needs Pyroscope {{needs}})', { name, needs });
}

function detailsOf({ why, next, said }: NamedError): string {
  return said === ''
    ? `${why} ${next}`
    : t('test.details', '{{why}} {{next}} Details: “{{said}}”', { why, next, said });
}

function lines(list: readonly string[]): string {
  return list.join('\n');
}
