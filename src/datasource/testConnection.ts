/** Save & test: every step with its result, in the order in which a request meets them, and what the server can do. */
import type { TestDataSourceResponse } from '@grafana/data';
import { firstValueFrom, forkJoin, map, switchMap, type Observable } from 'rxjs';
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
const STEPS: ReadonlyArray<{ readonly steps: readonly Step[]; readonly name: string; readonly failed: string }> = [
  { steps: ['reach'], name: 'Reach', failed: 'reaching the server' },
  { steps: ['sign-in'], name: 'Sign-in', failed: 'signing in' },
  { steps: ['tenant'], name: 'Tenant', failed: 'choosing the tenant' },
  { steps: ['path'], name: 'API', failed: 'finding the API' },
  { steps: ['server', 'query'], name: 'Answer', failed: 'asking the server' },
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
    const passed = STEPS.map(({ name }) => `${name}: ok`);
    if (types.length === 0) {
      return {
        status: 'warning',
        message: 'Connected, but no profile arrived in the last hour.',
        details: {
          message: 'Check that your services send profiles to this server and tenant.',
          verboseMessage: lines([
            ...passed,
            'Data: none in the last hour',
            'Storage and features: not known without data',
          ]),
        },
      };
    }
    const found = `${count(types.length, 'profile type')} of ${count(services.length, 'service')}`;
    const report = await firstValueFrom(
      someProfile(client, profileTypesOf(types)[0].id, lastHour).pipe(
        switchMap((target) => probeServer(client, facts, target))
      )
    );
    return {
      status: 'success',
      message: `Connected. In the last hour: ${found}. ${storageText(report)}`,
      details: {
        message: summaryOf(report.features),
        verboseMessage: lines([
          ...passed,
          `Data: ${found} in the last hour`,
          storageText(report),
          ...report.features.map(featureLine),
        ]),
      },
    };
  } catch (error) {
    const named = nameError(error);
    const failed = STEPS.findIndex(({ steps }) => steps.includes(named.step));
    return {
      status: 'error',
      message: `Failed at ${STEPS[failed].failed}: ${named.what}`,
      details: {
        message: detailsOf(named),
        verboseMessage: lines(
          STEPS.map(({ name }, at) => `${name}: ${at < failed ? 'ok' : at === failed ? named.what : 'not reached'}`)
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
  return `Storage: ${storageMode === null ? 'not told by the answers' : storageMode}.`;
}

function summaryOf(features: readonly Feature[]): string {
  const missing = features.filter(({ isThere }) => isThere === false).map(({ name }) => name);
  return missing.length === 0 ? '' : `Not on this server: ${missing.join(', ')}.`;
}

function featureLine({ name, isThere, needs }: Feature): string {
  if (isThere === null) {
    return `${name}: could not be told`;
  }
  return isThere ? `${name}: yes` : `${name}: no (needs Pyroscope ${needs})`;
}

function detailsOf({ why, next, said }: NamedError): string {
  return said === '' ? `${why} ${next}` : `${why} ${next} Details: “${said}”`;
}

function lines(list: readonly string[]): string {
  return list.join('\n');
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
