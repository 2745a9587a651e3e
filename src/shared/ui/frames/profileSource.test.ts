import {
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  FieldType,
  getDefaultTimeRange,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { findProfileSource, profileSourceOf } from './profileSource';

function profileFrame(refId: string, change: Partial<DataFrame> = {}, unit = 'ns'): DataFrame {
  const number = (name: string, config = {}) => ({ name, type: FieldType.number, values: [1], config });
  return {
    ...createDataFrame({
      refId,
      fields: [
        number('level'),
        number('value', { unit }),
        number('self', { unit }),
        { name: 'label', type: FieldType.string, values: ['total'] },
      ],
    }),
    ...change,
  };
}

function panelData(series: DataFrame[], targets: Array<Record<string, unknown> & { refId: string }> = []): PanelData {
  return {
    state: LoadingState.Done,
    series,
    timeRange: getDefaultTimeRange(),
    request: { targets } as unknown as DataQueryRequest,
  };
}

describe('profile source', () => {
  const rate = createDataFrame({ refId: 'rate', fields: [{ name: 'Value', type: FieldType.number, values: [1] }] });

  it('takes the profile target among metric series', () => {
    const data = panelData([rate, profileFrame('other'), profileFrame('profile')]);
    expect(findProfileSource(data, 'profile')?.refId).toBe('profile');
  });

  it('takes any other profile when no target has the name, but not the allocation profile', () => {
    expect(findProfileSource(panelData([profileFrame('alloc'), profileFrame('A')]), 'profile', ['alloc'])?.refId).toBe(
      'A'
    );
    expect(findProfileSource(panelData([rate, profileFrame('alloc')]), 'profile', ['alloc'])).toBeNull();
    expect(profileSourceOf(panelData([profileFrame('A')]), 'alloc')).toBeNull();
  });

  it("reads type and selector of Grafana's own datasource from the target", () => {
    const source = findProfileSource(
      panelData(
        [profileFrame('profile')],
        [
          {
            refId: 'profile',
            profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
            labelSelector: '{service_name="checkout"}',
          },
        ]
      ),
      'profile'
    );
    expect(source).toMatchObject({
      unit: 'nanoseconds',
      sampleType: 'cpu',
      labelSelector: '{service_name="checkout"}',
      sampleCount: null,
    });
  });

  it('prefers what our datasource says in the frame', () => {
    const meta = {
      custom: {
        fixlayer: {
          profileTypeId: 'memory:alloc_space:bytes:space:bytes',
          labelSelector: '{a="b"}',
          sampleCount: 12,
          quantum: 5,
          fromMs: 1,
          toMs: 2,
        },
      },
    };
    const source = findProfileSource(
      panelData([profileFrame('profile', { meta })], [{ refId: 'profile', profileTypeId: 'wrong' }]),
      'profile'
    );
    expect(source).toMatchObject({
      unit: 'bytes',
      sampleType: 'alloc_space',
      labelSelector: '{a="b"}',
      sampleCount: 12,
      quantum: 5,
    });
  });

  it('falls back to the unit of the field when nobody names the type, as in Explore', () => {
    const data = { ...panelData([profileFrame('A', {}, 'bytes')]), request: undefined };
    expect(findProfileSource(data, 'profile')).toMatchObject({ unit: 'bytes', sampleType: '', profileTypeId: null });
  });
});
