import React from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Tip } from './Tip';
import { RovingButton, TipAnchor } from './TipAnchor';
import { ToggleCard } from './ToggleCard';

describe('Tip', () => {
  it('mounts under the pointer, describes the element, and goes with the pointer', async () => {
    render(
      <Tip content="How it is counted">
        <TipAnchor>Self</TipAnchor>
      </Tip>
    );
    const anchor = screen.getByText('Self');
    expect(screen.queryByRole('tooltip')).toBeNull();
    await userEvent.hover(anchor);
    expect(await screen.findByRole('tooltip')).toHaveTextContent('How it is counted');
    expect(anchor).toHaveAccessibleDescription('How it is counted');
    expect(screen.getByText('Self')).toBe(anchor);
    await userEvent.unhover(anchor);
    await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
    expect(anchor).not.toHaveAttribute('aria-describedby');
  });

  it('closes with Escape', async () => {
    render(
      <Tip content="Text">
        <TipAnchor>Self</TipAnchor>
      </Tip>
    );
    await userEvent.hover(screen.getByText('Self'));
    await screen.findByRole('tooltip');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
  });

  it('makes no tab stop', () => {
    render(
      <Tip content="Text">
        <TipAnchor>Self</TipAnchor>
      </Tip>
    );
    expect(screen.getByText('Self')).not.toHaveAttribute('tabindex');
  });
});

describe('ToggleCard', () => {
  it('opens and closes with the button, which says so', async () => {
    render(
      <ToggleCard content={<button type="button">Copy name</button>}>
        <RovingButton isTabStop={false}>Step</RovingButton>
      </ToggleCard>
    );
    const button = screen.getByRole('button', { name: 'Step' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(button).toHaveAttribute('tabindex', '-1');
    await userEvent.click(button);
    expect(await screen.findByText('Copy name')).toBeInTheDocument();
    expect(button).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(button);
    await waitFor(() => expect(screen.queryByText('Copy name')).toBeNull());
  });

  it('closes with Escape and gives the focus back', async () => {
    render(
      <ToggleCard content={<button type="button">Copy name</button>}>
        <RovingButton isTabStop>Step</RovingButton>
      </ToggleCard>
    );
    screen.getByRole('button', { name: 'Step' }).focus();
    await userEvent.keyboard('{Enter}');
    await screen.findByText('Copy name');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByText('Copy name')).toBeNull());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Step' })).toHaveFocus());
  });
});
