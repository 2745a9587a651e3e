import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createDataFrame } from '@grafana/data';
import { getTemplateSrv, locationService } from '@grafana/runtime';
import { emptyMessage } from './requestMessage';
import { ladderStates } from '../testing/ladder';
import { RequestNotice } from './RequestNotice';
import type { Scope } from './useRequestScope';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getTemplateSrv: jest.fn(),
  locationService: { partial: jest.fn() },
}));

const request: Extract<Scope, { kind: 'request' }> = {
  kind: 'request',
  key: 'k',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: null,
  durationMs: 1840,
  status: 'ready',
  message: null,
  frame: null,
  rung: 'span',
  route: 'POST /checkout',
  ladder: ladderStates,
  selection: { kind: 'spans', ids: ['00f067aa0ba902b7'] },
  samples: 37,
};

function setup(scope: Scope) {
  const onRetry = jest.fn();
  const onClose = jest.fn();
  const onClimb = jest.fn();
  const { container } = render(
    <RequestNotice scope={scope} serviceSamples={9214} onRetry={onRetry} onClimb={onClimb} onClose={onClose} />
  );
  return { onRetry, onClose, onClimb, container, user: userEvent.setup() };
}

describe('RequestNotice', () => {
  it('cautions under 100 samples and leads to the wider scope', async () => {
    const { onClose, user } = setup(request);
    expect(screen.getByRole('status')).toHaveTextContent(
      '37 samples. Shares are good to about 16 points. Use this to confirm a cause. To rank fixes, widen the scope.'
    );
    await user.click(screen.getByRole('button', { name: 'Service 9,214' }));
    expect(onClose).toHaveBeenCalled();
  });

  it('says what each wider step would give, and leads there', async () => {
    const { onClimb, user } = setup(request);
    const names = screen.getAllByRole('button').map(({ textContent }) => textContent);
    expect(names).toEqual(['Trace 41', 'POST /checkout …', 'Service 9,214']);
    await user.hover(screen.getByRole('button', { name: 'Trace 41' }));
    expect(await screen.findByRole('tooltip')).toHaveTextContent('41 samples: shares good to about 15 points.');
    await user.click(screen.getByRole('button', { name: /POST/ }));
    expect(onClimb).toHaveBeenCalledWith('route');
  });

  it('offers no step that can not be read, or has no samples', () => {
    const [route, trace] = ladderStates;
    setup({
      ...request,
      ladder: [
        { ...route, closed: 'The metric names no route.' },
        { ...trace, samples: 0 },
      ],
    });
    expect(screen.getAllByRole('button')).toHaveLength(1);
  });

  it('shows no accuracy under 10 samples', () => {
    setup({ ...request, samples: 1 });
    expect(screen.getByRole('status')).toHaveTextContent('1 sample. Too few for shares.');
  });

  it('says why there is no profile, and offers what helps', async () => {
    const { onRetry, user } = setup({
      ...request,
      status: 'empty',
      samples: null,
      message: emptyMessage({ kind: 'too-fresh' }, 'checkout'),
    });
    expect(screen.getByText('No profile of this request yet')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(onRetry).toHaveBeenCalled();
  });

  it('says in which service the request is profiled', () => {
    setup({
      ...request,
      status: 'empty',
      message: emptyMessage({ kind: 'other-service', services: ['gateway'] }, 'checkout'),
    });
    expect(screen.getByText('checkout has no profile in this trace. gateway has one.')).toBeInTheDocument();
  });

  it.each([
    ['in service scope', { kind: 'service' }],
    ['while loading', { ...request, status: 'loading', samples: null }],
    ['with enough samples', { ...request, samples: 100 }],
  ] as const)('is silent %s', (_, scope) => {
    expect(setup(scope).container).toBeEmptyDOMElement();
  });

  it('offers the service that has the profile, where the dashboard can show it', async () => {
    const option = (value: string) => ({ text: value, value });
    jest.mocked(getTemplateSrv).mockReturnValue({
      getVariables: () => [
        { name: 'service', current: option('checkout'), options: [option('checkout'), option('gateway')] },
      ],
    } as never);
    const { user } = setup({
      ...request,
      status: 'empty',
      message: emptyMessage({ kind: 'other-service', services: ['gateway', 'billing'] }, 'checkout'),
    });
    expect(screen.queryByRole('button', { name: 'Open it in billing' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Open it in gateway' }));
    expect(locationService.partial).toHaveBeenCalledWith({ 'var-service': 'gateway' });
  });

  it('states wall time beside CPU, also with enough samples', () => {
    const frame = createDataFrame({
      fields: [
        { name: 'level', values: [0] },
        { name: 'value', values: [310e6], config: { unit: 'ns' } },
        { name: 'self', values: [310e6], config: { unit: 'ns' } },
        { name: 'label', values: ['total'] },
      ],
    });
    setup({ ...request, samples: 310, durationMs: 2910, frame });
    expect(screen.getByRole('status').textContent?.replace(/\u00a0/g, ' ')).toBe(
      'It took 2.91 s, of it 310 ms CPU (11 %); the rest is waiting, or work in other services.'
    );
  });
});
