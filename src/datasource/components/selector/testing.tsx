import React, { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { jsonReply, replyOf, type Reply } from '../../testing/fakeBackend';
import type { FakeVariables } from '../../../shared/ui/selector/testing/fakeTemplates';
import { readRecording } from '../../testing/recordings';
import { CPU, rangeOf, setup } from '../../testing/setup';
import { SelectorField } from '../SelectorField';

const names = replyOf(readRecording('pyroscope/006-label-names-matcher'));
const values = jsonReply({ names: ['1.4.0', '1.5.0'] });

interface Options {
  readonly names?: Reply;
  readonly values?: Reply;
  readonly variables?: FakeVariables;
}

/** A selector's field over a server with the recorded label names and two versions. */
export function openSelectorField(selector: string, options: Options = {}) {
  const { datasource, backend } = setup({
    replies: ({ url }) => (url.endsWith('/LabelNames') ? (options.names ?? names) : (options.values ?? values)),
    variables: options.variables,
  });
  const onChange = jest.fn<void, [string]>();
  const source = { datasource, profileTypeId: CPU, range: rangeOf(1795385710158, 1795386796166) };
  function Host() {
    const [value, setValue] = useState(selector);
    onChange.mockImplementation(setValue);
    return <SelectorField id="labels" value={value} source={source} onChange={onChange} />;
  }
  const { unmount } = render(<Host />);
  const user = userEvent.setup();
  return {
    user,
    backend,
    onChange,
    unmount,
    text: () => screen.getByLabelText('Labels'),
    toggle: () => user.click(screen.getByText('Builder')),
    choose: async (field: string, option: string) => {
      await user.click(screen.getByLabelText(field));
      await user.click(await screen.findByText(option));
    },
  };
}
