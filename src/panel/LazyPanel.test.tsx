import React from 'react';
import { render, screen } from '@testing-library/react';
import type { PanelProps } from '@grafana/data';
import { LazyPanel } from './LazyPanel';
import type { HotpathOptions } from './options';

jest.mock('./HotpathPanel', () => {
  throw new Error('Loading chunk 928 failed.');
});

describe('LazyPanel', () => {
  it('says that a file is missing and offers the reload, where Grafana would show an unexpected error', async () => {
    render(<LazyPanel {...({} as PanelProps<HotpathOptions>)} />);
    expect(await screen.findByText('A file of this panel could not be loaded.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Reload the page' })).toBeInTheDocument();
  });
});
