import React from 'react';
import { renderHook } from '@testing-library/react';
import type { PanelData } from '@grafana/data';
import { config } from '@grafana/runtime';
import { PanelContextProvider, type PanelContext } from '@grafana/ui';
import { analysisFixture } from '../testing/analysisFixture';
import { noFilters } from '../testing/findingTools';
import { useFindingTools, type ShownPart } from './findingTools';

const profileTarget = {
  refId: 'profile',
  datasource: { uid: 'pyro', type: 'fixlayer-pyroscope-datasource' },
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{service_name="shop"}',
};

function toolsOf(part: Partial<ShownPart>, uids: readonly string[] = ['pyro']) {
  const data = { series: [], request: { targets: uids.map((uid) => ({ datasource: { uid } })) } };
  const input = {
    data: data as unknown as PanelData,
    part: { version: null, request: null, ...part },
    source: null,
    profileTarget,
    options: { refIds: {}, ownedPrefixes: '', thresholds: {} },
    stacks: noFilters,
    service: 'shop',
    profileTypeId: profileTarget.profileTypeId,
    labelSelector: profileTarget.labelSelector,
    fromMs: 0,
    toMs: 60_000,
    timeZone: 'utc',
    replaceVariables: (text: string) => text,
  };
  const panel = { onAddAdHocFilter: () => undefined } as unknown as PanelContext;
  return renderHook(() => useFindingTools(input), {
    wrapper: ({ children }) => <PanelContextProvider value={panel}>{children}</PanelContextProvider>,
  }).result.current;
}

const analysis = analysisFixture();
const [row] = analysis.rows;
const flameGraphOf = (part: Partial<ShownPart>) => {
  config.exploreEnabled = true;
  return decodeURIComponent(toolsOf(part).flameGraphOf(row.subject)?.href ?? '').replaceAll('\\', '');
};

it('names the version that is shown alone, and leads to it', () => {
  const part = { version: { label: 'service_version', value: '1.5.0' } };
  expect(toolsOf(part).markdownOf(row, analysis, 'http://host/')).toContain('Version: 1.5.0 alone');
  expect(flameGraphOf(part)).toContain('{service_name="shop",service_version="1.5.0"}');
});

it('names the request that is shown, and leads to it', () => {
  const spanId = 'b'.repeat(16);
  const request = {
    traceId: 'a'.repeat(32),
    spanId,
    rung: 'span',
    route: 'POST /checkout',
    selection: { kind: 'spans', ids: [spanId] },
  } as const;
  const part = { request };
  expect(toolsOf(part).markdownOf(row, analysis, 'http://host/')).toContain(
    `trace ${'a'.repeat(32)}, span ${'b'.repeat(16)}`
  );
  expect(flameGraphOf(part)).toContain(`"spanSelector":["${spanId}"]`);
  const ofRoute = { ...request, rung: 'route', selection: { kind: 'spans', ids: [spanId, 'c'.repeat(16)] } } as const;
  expect(toolsOf({ request: ofRoute }).markdownOf(row, analysis, 'http://host/')).toContain(
    'Requests of POST /checkout: 2 merged'
  );
});

it('filters the dashboard only where Grafana applies it: one data source', () => {
  expect(toolsOf({}).addFilter).not.toBeNull();
  expect(toolsOf({}, ['pyro', 'prom']).addFilter).toBeNull();
});
