import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Scope } from '../request/useRequestScope';
import { ladderStates } from '../testing/ladder';
import { ScopeBar, type ScopeBarProps } from './ScopeBar';

let variables: unknown[] = [];
const partial = jest.fn();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getTemplateSrv: () => ({ getVariables: () => variables }),
  locationService: { partial: (query: unknown) => partial(query) },
}));

const request: Extract<Scope, { kind: 'request' }> = {
  kind: 'request',
  key: 'k',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
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

function setup(props: Partial<ScopeBarProps> = {}) {
  const onCloseRequest = jest.fn();
  const onClimb = jest.fn();
  render(
    <ScopeBar
      service="checkout"
      profileTypeId="process_cpu:cpu:nanoseconds:cpu:nanoseconds"
      scope={{ kind: 'service' }}
      samples={9214}
      hiddenOrUnknownShare={0.042}
      width={1166}
      isDrawn
      onCloseRequest={onCloseRequest}
      onClimb={onClimb}
      {...props}
    />
  );
  return { onCloseRequest, onClimb, user: userEvent.setup() };
}

const option = (value: string) => ({ value, text: value, selected: false });

beforeEach(() => {
  variables = [];
  partial.mockClear();
});

describe('ScopeBar', () => {
  it('says what is shown and on how much data', () => {
    setup();
    expect(screen.getByText('checkout')).toBeInTheDocument();
    expect(screen.getByText('CPU time')).toBeInTheDocument();
    expect(screen.getByText('9,214 samples')).toBeInTheDocument();
    expect(screen.getByText('4.2 % hidden or unknown')).toBeInTheDocument();
  });

  it('offers no choice where the dashboard has no variable for it', () => {
    setup();
    expect(screen.queryByRole('button', { name: /^(Service|Profile type):/ })).not.toBeInTheDocument();
  });

  it('offers no choice where the variable has one value or hides its choices', () => {
    variables = [
      { name: 'service', current: { value: 'checkout' }, options: [option('checkout')] },
      { name: 'profile_type', current: { value: 'a' } },
    ];
    setup();
    expect(screen.queryByRole('button', { name: /^(Service|Profile type):/ })).not.toBeInTheDocument();
  });

  it('changes the dashboard’s variable', async () => {
    variables = [{ name: 'service', current: { value: 'checkout' }, options: [option('checkout'), option('catalog')] }];
    const { user } = setup();
    await user.click(screen.getByRole('button', { name: 'Service: checkout' }));
    expect(screen.getByRole('button', { name: 'checkout' })).toHaveFocus();
    await user.keyboard('{ArrowUp}{ArrowDown}{ArrowDown}{Enter}');
    expect(partial).toHaveBeenCalledWith({ 'var-service': 'catalog' });
  });

  it('says that a span is reached by a dot', async () => {
    const { user } = setup();
    const span = screen.getByRole('button', { name: 'Span' });
    expect(span).toHaveAttribute('aria-disabled', 'true');
    await user.hover(span);
    expect(await screen.findByText(/Click a dot/)).toBeInTheDocument();
  });

  it('shows the request with a caution and the way back', async () => {
    const { onCloseRequest, user } = setup({ scope: request });
    const chip = screen.getByTestId('fixlayer-request-chip');
    expect(chip.textContent?.replace(/\u00a0/g, ' ')).toBe('Request 4bf9…1.84 s37 samples');
    expect(screen.queryByText('9,214 samples')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Back to the whole service' }));
    expect(screen.getByTestId('fixlayer-scope-bar')).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Service' }));
    expect(onCloseRequest).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['loading', 'Reading profile…'],
    ['empty', 'no profile'],
    ['error', 'no profile'],
  ] as const)('tells in the chip that a request is %s', (status, text) => {
    setup({ scope: { ...request, status, samples: null } });
    expect(screen.getByTestId('fixlayer-request-chip')).toHaveTextContent(text);
  });

  it('keeps service, chip and way back in a narrow panel', () => {
    setup({ scope: request, width: 404 });
    expect(screen.getByText('checkout')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Back to the whole service' })).toBeInTheDocument();
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
  });
});
