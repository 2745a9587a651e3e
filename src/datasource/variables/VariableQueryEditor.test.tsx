import React, { useState } from 'react';
import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { jsonReply, replyOf } from '../testing/fakeBackend';
import { giveElementsASize } from '../testing/giveElementsASize';
import { readRecording } from '../testing/recordings';
import { CPU, rangeOf, runtime, setup } from '../testing/setup';
import type { PyroscopeVariableQuery } from '../types';
import { VariableQueryEditor } from './VariableQueryEditor';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 5_000 });
beforeAll(giveElementsASize);

function open(query: Partial<PyroscopeVariableQuery> & Record<string, unknown> = {}) {
  const { datasource, backend } = setup({
    replies: ({ url }) =>
      url.endsWith('/ProfileTypes')
        ? replyOf(readRecording('pyroscope/001-profile-types'))
        : jsonReply({ names: ['__name__', 'pod', 'region'] }),
    variables: { service: { value: 'checkout' } },
  });
  const saved = { current: { refId: 'v', ...query } as PyroscopeVariableQuery };
  function Host() {
    const [value, setValue] = useState(saved.current);
    saved.current = value;
    return (
      <VariableQueryEditor
        datasource={datasource}
        query={value}
        range={rangeOf(1795385710158, 1795386796166)}
        onChange={setValue}
        onRunQuery={() => undefined}
      />
    );
  }
  render(<Host />);
  return { user: userEvent.setup(), saved, backend };
}

it('makes a chained variable of label values, its labels narrowed by the other variable and the profile type', async () => {
  const { user, saved, backend } = open();
  expect(screen.getByLabelText('List')).toHaveValue('Services');

  await user.click(screen.getByLabelText('List'));
  await user.click(await screen.findByText('Label values'));
  expect(screen.getByText('Choose a label.')).toBeInTheDocument();
  await user.click(screen.getByLabelText('Profile type'));
  await user.click(await screen.findByText('process_cpu - cpu'));
  await user.clear(screen.getByLabelText('Labels'));
  await user.type(screen.getByLabelText('Labels'), '{{service_name="$service"}');
  await user.tab();
  await user.click(screen.getByLabelText('Label'));
  await user.click(await screen.findByText('pod'));

  expect(screen.queryByText('Choose a label.')).not.toBeInTheDocument();
  expect(saved.current).toMatchObject({
    refId: 'v',
    kind: 'labelValue',
    label: 'pod',
    labelSelector: '{service_name="$service"}',
    profileTypeId: CPU,
  });
  // The labels' field asks for its own suggestions before.
  expect(backend.json(backend.methods.lastIndexOf('LabelNames'))).toMatchObject({
    matchers: [`{service_name="checkout",__profile_type__="${CPU}"}`],
    start: 1795385710158,
    end: 1795386796166,
  });
});

it('takes a variable for the profile type', async () => {
  const { user, saved } = open({ kind: 'labelName' });
  const type = screen.getByLabelText('Profile type');
  await user.type(type, '$type{Enter}');
  expect(saved.current.profileTypeId).toBe('$type');
});

it('shows a variable of the core datasource, and saves it as one of this', async () => {
  const { user, saved } = open({ type: 'labelValue', labelName: 'version', profileTypeId: CPU });
  expect(screen.getByLabelText('List')).toHaveValue('Label values');
  expect(screen.getByLabelText('Label')).toHaveValue('version');
  await user.type(screen.getByLabelText('Label'), 'region{Enter}');
  expect(saved.current).toEqual({
    refId: 'v',
    kind: 'labelValue',
    label: 'region',
    labelSelector: '{}',
    profileTypeId: CPU,
  });
});
