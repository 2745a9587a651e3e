import { readTenant, withoutSavedTenant, withTenant, type Settings } from './tenantHeader';

const settings = (
  jsonData: Record<string, unknown> = {},
  secureJsonFields: Record<string, boolean> = {},
  secureJsonData: Record<string, string> = {}
) => ({ jsonData, secureJsonFields, secureJsonData }) as unknown as Settings;

it('finds the tenant among the headers, however it is written', () => {
  const saved = settings({ httpHeaderName1: 'X-Other', httpHeaderName2: 'x-scope-orgid' }, { httpHeaderValue2: true });
  expect(readTenant(saved)).toEqual({ slot: 2, isSaved: true, typed: '' });
  expect(readTenant(settings())).toEqual({ slot: null, isSaved: false, typed: '' });
});

it('puts a new tenant after the other headers, its value among the secrets', () => {
  const { jsonData, secureJsonData } = withTenant(settings({ maxNodes: 5, httpHeaderName1: 'X-Other' }), 'team-a');
  expect(jsonData).toEqual({ maxNodes: 5, httpHeaderName1: 'X-Other', httpHeaderName2: 'X-Scope-OrgID' });
  expect(secureJsonData).toEqual({ httpHeaderValue2: 'team-a' });
});

it('changes the value of the header that is there, and leaves its name as it was written', () => {
  const changed = withTenant(settings({ httpHeaderName1: 'x-scope-orgid', httpHeaderName2: 'X-Other' }), 'team-b');
  expect(changed.jsonData).toEqual({ httpHeaderName1: 'x-scope-orgid', httpHeaderName2: 'X-Other' });
  expect(readTenant(changed).typed).toBe('team-b');
});

it('takes the header away when its text is deleted, unless that left a gap in the numbers', () => {
  const last = withTenant(withTenant(settings({ httpHeaderName1: 'X-Other' }), 'a'), '');
  expect([last.jsonData, last.secureJsonData]).toEqual([{ httpHeaderName1: 'X-Other' }, {}]);
  const first = withTenant(settings({ httpHeaderName1: 'X-Scope-OrgID', httpHeaderName2: 'X-Other' }), '');
  expect(first.jsonData).toEqual({ httpHeaderName1: 'X-Scope-OrgID', httpHeaderName2: 'X-Other' });
});

it('forgets a saved value', () => {
  const saved = settings({ httpHeaderName1: 'X-Scope-OrgID' }, { httpHeaderValue1: true });
  expect(readTenant(withoutSavedTenant(saved))).toEqual({ slot: 1, isSaved: false, typed: '' });
  expect(withoutSavedTenant(settings())).toEqual(settings());
});
