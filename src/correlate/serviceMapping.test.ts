import { formatMatchers, matchService, openDeployment, sharedLabels } from './serviceMapping';

const profileServices = ['checkout', 'catalog', 'Payments'];

describe('matchService', () => {
  it('takes an exact service name', () => {
    expect(matchService({ service_name: ['checkout'] }, profileServices)).toEqual({
      kind: 'found',
      service: 'checkout',
      from: 'service_name',
    });
  });

  it('reads the service of a job behind its namespace', () => {
    expect(matchService({ job: ['shop/catalog'] }, profileServices)).toEqual({
      kind: 'found',
      service: 'catalog',
      from: 'job',
    });
  });

  it('goes on to the next label when the first names no service with profiles', () => {
    expect(matchService({ sloth_service: ['checkout-slo'], job: ['checkout'] }, profileServices)).toEqual({
      kind: 'found',
      service: 'checkout',
      from: 'job',
    });
  });

  it('accepts a difference in case only after exact names', () => {
    expect(matchService({ service: ['payments'] }, profileServices)).toEqual({
      kind: 'found',
      service: 'Payments',
      from: 'service',
    });
    expect(matchService({ service: ['payments'] }, ['payments', 'Payments'])).toMatchObject({ service: 'payments' });
    expect(matchService({ service: ['PAYMENTS'] }, ['payments', 'Payments'])).toEqual({
      kind: 'ambiguous',
      candidates: ['payments', 'Payments'],
      from: 'service',
    });
  });

  it('applies the rules of the settings, whole name only, and survives a broken one', () => {
    const rules = [
      { pattern: '(', service: 'x' },
      { pattern: 'shop-(.*)', service: '$1' },
    ];
    expect(matchService({ service: ['shop-checkout'] }, profileServices, { rules })).toMatchObject({
      service: 'checkout',
    });
    expect(matchService({ service: ['my-shop-checkout'] }, profileServices, { rules })).toMatchObject({
      kind: 'unknown',
    });
  });

  it('asks when the panel shows several services', () => {
    expect(matchService({ service_name: ['checkout', 'catalog'] }, profileServices)).toEqual({
      kind: 'ambiguous',
      candidates: ['checkout', 'catalog'],
      from: 'service_name',
    });
  });

  it('asks when only one of several named services has profiles', () => {
    expect(matchService({ service_name: ['checkout', 'mailer'] }, profileServices)).toMatchObject({
      kind: 'ambiguous',
      candidates: ['checkout'],
    });
  });

  it('says which service has no profiles, and when no service is named at all', () => {
    expect(matchService({ service: ['payments-api'] }, profileServices)).toEqual({
      kind: 'unknown',
      named: 'payments-api',
      from: 'service',
    });
    expect(matchService({ cluster: ['eu'] }, profileServices)).toEqual({ kind: 'unnamed' });
  });
});

describe('sharedLabels', () => {
  it('carries what both sides know and the panel fixes', () => {
    const labels = {
      service_name: ['checkout'],
      region: ['eu-west'],
      version: ['1.4.0', '1.5.0'],
      http_route: ['/cart'],
      le: ['1'],
    };
    expect(sharedLabels(labels, ['region', 'version', 'service_name', 'le'])).toEqual({ region: 'eu-west' });
  });
});

describe('openDeployment', () => {
  it('names the label with several values that nothing fixes', () => {
    const stored = { cluster: ['eu', 'us'], env: ['prod'] };
    expect(openDeployment(stored, {})).toEqual({ label: 'cluster', values: ['eu', 'us'] });
    expect(openDeployment(stored, { cluster: 'eu' })).toBeNull();
  });
});

it('escapes label values in matchers', () => {
  expect(formatMatchers({ a: 'x"y\\z', b: 'q' })).toBe('a="x\\"y\\\\z", b="q"');
});
