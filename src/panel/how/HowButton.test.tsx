import React from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { unreadRed } from '../red/redFromData';
import { analysisFixture, fixtureRows } from '../testing/analysisFixture';
import { testIds } from '../testIds';
import { HowButton } from './HowButton';
import type { HowAsked } from './howTexts';

const analysis = analysisFixture();
const header: HowAsked = { kind: 'header', analysis, red: unreadRed };
const selected: HowAsked = { kind: 'selected', row: fixtureRows.gcRow, analysis, change: null };

it.each([
  ['icon', header, 'Hidden or unknown'],
  ['plain', selected, 'GC ledger'],
  ['text', selected, 'Ways to fix'],
] as const)('as %s it is opened, read and closed by keys alone', async (look, asked, text) => {
  render(<HowButton of="it" look={look} asked={asked} />);
  const button = screen.getByRole('button', { name: 'How the figures of it are made' });
  await userEvent.tab();
  expect(button).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByTestId(testIds.howCard)).toHaveTextContent(text);
  expect(button).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId(testIds.howCard)).not.toBeInTheDocument());
});
