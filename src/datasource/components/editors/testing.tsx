/** Renders the fields of one query type as the query editor does, with the query kept outside. */
import React, { useState } from 'react';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { rangeOf, requestOf, setup } from '../../testing/setup';
import type { PyroscopeQuery } from '../../types';
import { TypeFields } from './TypeFields';

export function openFields(query: Partial<PyroscopeQuery>, given: Parameters<typeof setup>[0] = {}) {
  const { datasource, backend } = setup(given);
  const saved: { current: PyroscopeQuery } = { current: requestOf([query]).targets[0] };
  function Host() {
    const [value, setValue] = useState(saved.current);
    saved.current = value;
    return (
      <TypeFields
        id="q"
        datasource={datasource}
        query={value}
        range={rangeOf(1795385710158, 1795386796166)}
        change={(part) => setValue((before) => ({ ...before, ...part }))}
      />
    );
  }
  render(<Host />);
  return { user: userEvent.setup(), saved, backend };
}
