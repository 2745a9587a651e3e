import React, { useState } from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { jsonReply, replyOf, type Reply } from '../testing/fakeBackend';
import { giveElementsASize } from '../testing/giveElementsASize';
import { readRecording } from '../testing/recordings';
import { CPU, rangeOf, requestOf, runtime, setup } from '../testing/setup';
import type { PyroscopeQuery } from '../types';
import { QueryEditor } from './QueryEditor';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

// A user's keystrokes take long where several suites share two cores.
jest.setTimeout(30_000);
beforeAll(giveElementsASize);

/** Renders the editor as Grafana does, with the query kept outside; gives what a user does and sees. */
function open(
  query: Partial<PyroscopeQuery> = {},
  reply: Reply = replyOf(readRecording('pyroscope/001-profile-types'))
) {
  const { datasource, backend } = setup({ replies: () => reply });
  const onRunQuery = jest.fn();
  const saved: { current: PyroscopeQuery } = { current: requestOf([query]).targets[0] };
  function Host() {
    const [value, setValue] = useState(saved.current);
    saved.current = value;
    return (
      <QueryEditor
        datasource={datasource}
        query={value}
        range={rangeOf(1795385710158, 1795386796166)}
        onChange={setValue}
        onRunQuery={onRunQuery}
      />
    );
  }
  const { unmount } = render(<Host />);
  return {
    user: userEvent.setup(),
    saved,
    backend,
    onRunQuery,
    unmount,
    labels: () => screen.getByLabelText('Labels'),
    openOptions: async (user: ReturnType<typeof userEvent.setup>) =>
      user.click(screen.getByRole('button', { name: /Options/ })),
  };
}

it('starts a new query with the CPU profile', async () => {
  const { saved, onRunQuery } = open({ profileTypeId: '' });
  await waitFor(() => expect(saved.current.profileTypeId).toBe(CPU));
  expect(onRunQuery).toHaveBeenCalledTimes(1);
});

it('keeps the profile type of a saved query, and keys that it does not know', async () => {
  const { saved, backend, user, labels } = open({
    profileTypeId: 'wall:wall:nanoseconds:wall:nanoseconds',
    groupBy: ['pod'],
  } as Partial<PyroscopeQuery>);
  await waitFor(() => expect(backend.methods).toEqual(['ProfileTypes']));
  await user.clear(labels());
  await user.type(labels(), '{{a="b"}{Enter}');
  expect(saved.current).toMatchObject({
    profileTypeId: 'wall:wall:nanoseconds:wall:nanoseconds',
    groupBy: ['pod'],
    labelSelector: '{a="b"}',
  });
});

it('changes to hotspots', async () => {
  const { user, saved, onRunQuery } = open();
  await user.click(screen.getByLabelText('Query type'));
  await user.click(await screen.findByText('Hotspots'));
  expect(saved.current.queryType).toBe('hotspots');
  expect(onRunQuery).toHaveBeenCalled();
});

it('says while typing what is wrong with the selector, and runs on Enter', async () => {
  const { user, saved, labels, onRunQuery } = open();
  await user.clear(labels());
  await user.type(labels(), '{{service_name=checkout');
  expect(await screen.findByText(/expected a value in quotes at position 15/)).toBeInTheDocument();
  expect(saved.current.labelSelector).toBe('{service_name="checkout"}');
  await user.clear(labels());
  await user.type(labels(), '{{service_name="$service",${{filters}}{Enter}');
  expect(screen.queryByText(/expected/)).not.toBeInTheDocument();
  expect(saved.current.labelSelector).toBe('{service_name="$service",${filters}}');
  expect(onRunQuery).toHaveBeenCalled();
});

it('takes an emptied selector for everything', async () => {
  const { user, saved, labels } = open();
  await user.clear(labels());
  await user.tab();
  expect(saved.current.labelSelector).toBe('{}');
});

it('keeps ids and limit folded away, says that they are there, and checks them', async () => {
  const { user, saved, openOptions } = open({ spanSelector: ['bc9d715f1d57ebee'] });
  expect(screen.queryByLabelText('Spans')).not.toBeInTheDocument();
  expect(screen.getByText('Options: 1 span')).toBeInTheDocument();
  await openOptions(user);

  const spans = screen.getByLabelText('Spans');
  await user.clear(spans);
  await user.type(spans, 'xyz');
  expect(await screen.findByText('“xyz” is not a span id of 16 hexadecimal digits.')).toBeInTheDocument();
  await user.clear(spans);
  await user.type(spans, 'bc9d715f1d57ebee, $span');
  await user.tab();
  expect(saved.current.spanSelector).toEqual(['bc9d715f1d57ebee', '$span']);

  await user.type(screen.getByLabelText('Profiles'), '2fc9752a-696c-4eae-9a74-a79180844beb');
  await user.tab();
  expect(saved.current.profileIdSelector).toEqual(['2fc9752a-696c-4eae-9a74-a79180844beb']);

  await user.type(screen.getByLabelText('Max nodes'), '9000000');
  await user.tab();
  expect(saved.current.maxNodes).toBe(1048576);
  expect(screen.getByText('Options: 2 spans, 1 profile, max 1048576 nodes')).toBeInTheDocument();

  await user.clear(spans);
  await user.tab();
  expect(saved.current.spanSelector).toBeUndefined();
});

it('says why profile types could not be listed, and still takes one', async () => {
  open({}, { status: 502, body: '' });
  expect(await screen.findByText(/Grafana cannot reach Pyroscope/)).toBeInTheDocument();
  expect(screen.getByLabelText('Profile type')).toBeEnabled();
});

it('takes a call site, one function a line, and says that it is there', async () => {
  const { user, saved, openOptions } = open({});
  await openOptions(user);
  await user.click(screen.getByLabelText('Call site'));
  await user.paste('runtime.main\n operator()(int, int) \n');
  await user.tab();
  expect(saved.current.stackTraceSelector).toEqual(['runtime.main', 'operator()(int, int)']);
  expect(screen.getByText('Options: a call site')).toBeInTheDocument();
});

it('offers the profile types that have data', async () => {
  const { user, saved } = open(
    {},
    jsonReply({ profileTypes: [{ ID: CPU }, { ID: 'mutex:delay:nanoseconds:contentions:count' }] })
  );
  await user.click(screen.getByLabelText('Profile type'));
  await user.click(await screen.findByText('mutex - delay'));
  expect(saved.current.profileTypeId).toBe('mutex:delay:nanoseconds:contentions:count');
});

it('says that there is nothing in the time range', async () => {
  open({ profileTypeId: '' }, jsonReply({}));
  expect(await screen.findByPlaceholderText('No profiles in this time range')).toBeInTheDocument();
});

it('stops asking when it is closed', () => {
  const { backend, unmount } = open({}, 'never');
  unmount();
  expect(backend.sent[0].isAborted).toBe(true);
});

it('has the fields of a series for a series only', () => {
  open({ queryType: 'series', spanSelector: ['bc9d715f1d57ebee'] });
  expect(screen.getByLabelText('Group by')).toBeInTheDocument();
  expect(screen.queryByText(/Options/)).not.toBeInTheDocument();
});
