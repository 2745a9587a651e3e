import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LosingLayer } from '../detail/LosingLayer';
import { functionRef, makeRow } from '../testing/analysisFixture';
import { testIds } from '../testIds';
import { TopDown } from './TopDown';
import type { Row } from '../../analysis';

function rowWith(name: string, shares: readonly number[], spread: Row['fanIn']['spread']): Row {
  const entryPoints = shares.map((share, at) => ({
    func: functionRef(`example.com/shop/api.Handler${at + 1}`),
    share,
    samples: Math.round(1_000 * share),
  }));
  return makeRow({
    id: name,
    subject: functionRef(name),
    selfShare: 0.2,
    cumShare: 0.4,
    chain: [],
    fanIn: { owned: [], entryPoints, dominance: 0, effectiveCallers: 1, spread, unownedShare: 0 },
  });
}

const compile = rowWith('regexp.compile', [0.97, 0.03], 'localised');
const normalize = rowWith('textnorm.Normalize', new Array<number>(16).fill(1 / 16), 'shared');

const idle = { leastRows: 6, focusRequest: 0, onCopyName: jest.fn(), onMenu: jest.fn() };

describe('top-down', () => {
  it('lists the entry points with their share of the function and of everything, and ends in one word', () => {
    render(<TopDown rows={[compile, normalize]} selected={compile} mode="full" {...idle} onSelect={jest.fn()} />);
    const [first, second] = screen.getAllByTestId(testIds.entryPoint);
    expect(first).toHaveTextContent('Handler1');
    expect(first).toHaveTextContent('97 %');
    expect(first).toHaveTextContent('38.8');
    expect(second).toHaveTextContent('3 %');
    expect(screen.getByTestId(testIds.topDown)).toHaveTextContent(
      'Localised. 97 % of compile comes in through the first one.'
    );
  });

  it('sums up what it does not list, and says shared', () => {
    render(<TopDown rows={[compile, normalize]} selected={normalize} mode="full" {...idle} onSelect={jest.fn()} />);
    const lines = screen.getAllByTestId(testIds.entryPoint);
    expect(lines).toHaveLength(13);
    expect(lines[12]).toHaveTextContent('4 others');
    expect(lines[12]).toHaveTextContent('25 %');
    expect(screen.getByTestId(testIds.topDown)).toHaveTextContent('Shared. 16 entry points lead to Normalize');
  });

  it('without a row takes the focus itself, once', () => {
    const lone = rowWith('shop.main', [], 'localised');
    const draw = (selected: Row, focusRequest: number) => (
      <TopDown
        {...idle}
        rows={[lone]}
        selected={selected}
        mode="full"
        focusRequest={focusRequest}
        onSelect={jest.fn()}
      />
    );
    const { rerender } = render(draw(lone, 0));
    rerender(draw(lone, 1));
    expect(screen.getByTestId(testIds.topDown)).toHaveFocus();
    rerender(draw(compile, 1));
    expect(screen.getByTestId(testIds.topDown)).toHaveFocus();
  });

  it('selects another function', async () => {
    const onSelect = jest.fn();
    render(<TopDown rows={[compile, normalize]} selected={compile} mode="full" {...idle} onSelect={onSelect} />);
    await userEvent.click(screen.getByRole('combobox'));
    await userEvent.click(await screen.findByText('textnorm.Normalize'));
    expect(onSelect).toHaveBeenCalledWith(normalize);
  });
});

it('the layer that lost stands beside the chosen one, by the same arithmetic', () => {
  const site = functionRef('example.com/shop/pricing.ApplyRules');
  const layers = {
    chosen: { layer: 'caller', func: site, share: 0.31, removed: 0.78, saving: 0.2418 },
    losing: { layer: 'leaf', func: functionRef('regexp.compile'), share: 0.31, removed: 0.2, saving: 0.062 },
  } as const;
  render(<LosingLayer layers={layers} />);
  const table = screen.getByTestId(testIds.losingLayer);
  expect(table).toHaveTextContent('Why Caller and not Leaf');
  expect(table).toHaveTextContent(/pricing\.ApplyRules78 % off 31\.0 % = −24\.2 %/);
  expect(table).toHaveTextContent(/regexp\.compile20 % off 31\.0 % = −6\.2 %/);
});
