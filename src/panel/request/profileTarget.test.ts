import type { InterpolateFunction } from '@grafana/data';
import { fakeTemplates } from '../../shared/ui/selector/testing/fakeTemplates';
import { OWN_DATASOURCE_ID } from '../pluginIds';
import { resolveProfileTarget } from './profileTarget';

const templates = fakeTemplates({
  ds_profiles: { value: 'pyro' },
  type: { value: ['process_cpu:cpu:nanoseconds:cpu:nanoseconds'], multi: true },
  service: { value: ['checkout', 'cata.log'], multi: true },
  // What Grafana writes of it: the expression escaped.
  filters: {
    value: 'region=~"eu\\\\.\\\\*"',
    isRaw: true,
    filters: [{ key: 'region', operator: '=~', value: 'eu.*' }],
  },
  odd: { value: 'region<"2"', isRaw: true, filters: [{ key: 'region', operator: '<', value: '2' }] },
});
jest.mock('@grafana/runtime', () => ({ ...jest.requireActual('@grafana/runtime'), getTemplateSrv: () => templates }));

const replaceVariables = ((text: string, scopedVars: unknown, format: never) =>
  templates.replace(text, scopedVars, format)) as InterpolateFunction;

const resolve = (labelSelector: string, type: string) =>
  resolveProfileTarget(
    { refId: 'profile', datasource: { uid: '${ds_profiles}', type }, profileTypeId: '$type', labelSelector },
    replaceVariables,
    {}
  );

describe('the panel’s profile query with its variables replaced', () => {
  it('asks for what our data source asks for: several values and the expression of an ad-hoc filter hold', () =>
    expect(resolve('{service_name="$service",${filters}}', OWN_DATASOURCE_ID)).toMatchObject({
      datasource: { uid: 'pyro' },
      profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
      labelSelector: '{service_name=~"(checkout|cata\\\\.log)",region=~"eu.*"}',
    }));

  it('leaves a filter that labels can’t have as Grafana writes it, so that the data source refuses it', () =>
    expect(resolve('{service_name="a",${odd}}', OWN_DATASOURCE_ID)?.labelSelector).toBe(
      '{service_name="a",region<"2"}'
    ));

  it('asks Grafana’s own data source in Grafana’s words, as the panel’s request does', () =>
    expect(resolve('{service_name="$service",${filters}}', 'grafana-pyroscope-datasource')).toMatchObject({
      datasource: { uid: 'pyro' },
      labelSelector: '{service_name="{checkout,cata.log}",region=~"eu\\\\.\\\\*"}',
    }));
});
