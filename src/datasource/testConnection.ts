/** Save & test: which step works, and the first that does not. */
import type { TestDataSourceResponse } from '@grafana/data';
import { firstValueFrom, forkJoin } from 'rxjs';
import type { PyroscopeClient } from './client/pyroscopeClient';
import { nameError } from './errors';
import type { NamedError, Step } from './pyroscopeError';
import type { RangeMs } from './types';

const stepNames: Record<Step, string> = {
  reach: 'reaching the server',
  'sign-in': 'signing in',
  tenant: 'choosing the tenant',
  path: 'finding the API',
  server: 'asking the server',
  query: 'asking the server',
};

/** @param lastHour  the range in which profiles should have arrived */
export async function testConnection(client: PyroscopeClient, lastHour: RangeMs): Promise<TestDataSourceResponse> {
  try {
    const [types, services] = await firstValueFrom(
      forkJoin([client.profileTypes(lastHour), client.labelValues('service_name', '{}', lastHour)])
    );
    if (types.length === 0) {
      return {
        status: 'warning',
        message: 'Connected, but no profile arrived in the last hour.',
        details: { message: 'Check that your services send profiles to this server and tenant.' },
      };
    }
    const found = `${count(types.length, 'profile type')} of ${count(services.length, 'service')}`;
    return { status: 'success', message: `Connected. In the last hour: ${found}.` };
  } catch (error) {
    const named = nameError(error);
    return {
      status: 'error',
      message: `Failed at ${stepNames[named.step]}: ${named.what}`,
      details: { message: detailsOf(named) },
    };
  }
}

function detailsOf({ why, next, said }: NamedError): string {
  return said === '' ? `${why} ${next}` : `${why} ${next} Details: “${said}”`;
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
