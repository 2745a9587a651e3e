import React from 'react';
import { render, screen } from '@testing-library/react';
import { analysisFixture } from '../testing/analysisFixture';
import { FilterChips } from './FilterChips';

it('names the figures of the filters by words of their own, apart from the label of the list', () => {
  render(
    <FilterChips
      stacks={{ filters: [{ effect: 'hide', by: 'function', text: 'main.idle' }] } as never}
      part={{ share: 0.4, removed: [0.6] }}
      profile={analysisFixture().profile}
    />
  );
  expect(screen.getByRole('list', { name: 'Filters on stacks' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'How the figures of the filters on stacks are made' })).toBeInTheDocument();
});
