import { screen } from '@testing-library/react';
import { runtime } from '../../testing/setup';
import { openFields } from './testing';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

jest.setTimeout(30_000);

it.each(['callers', 'callees'] as const)(
  '%s ask for a function and take it without the blanks around',
  async (queryType) => {
    const { user, saved } = openFields({ queryType });
    expect(screen.getByText('Enter the name of a function.')).toBeInTheDocument();
    await user.click(screen.getByLabelText('Function'));
    await user.paste(' pricing.ApplyRules ');
    await user.keyboard('{Enter}');
    expect(saved.current.functionName).toBe('pricing.ApplyRules');
    expect(screen.queryByText('Enter the name of a function.')).not.toBeInTheDocument();
  }
);
