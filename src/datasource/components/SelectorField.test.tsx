import React, { useState } from 'react';
import { configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { jsonReply, replyOf, type Reply } from '../testing/fakeBackend';
import type { FakeVariables } from '../testing/fakeTemplates';
import { giveElementsASize } from '../testing/giveElementsASize';
import { readRecording } from '../testing/recordings';
import { CPU, rangeOf, runtime, setup } from '../testing/setup';
import { SelectorField } from './SelectorField';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 5_000 });
beforeAll(giveElementsASize);

const names = replyOf(readRecording('pyroscope/006-label-names-matcher'));
const values = jsonReply({ names: ['1.4.0', '1.5.0'] });

interface Options {
  readonly names?: Reply;
  readonly variables?: FakeVariables;
}

function open(selector: string, options: Options = {}) {
  const { datasource, backend } = setup({
    replies: ({ url }) => (url.endsWith('/LabelNames') ? (options.names ?? names) : values),
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

it('completes a selector by keyboard alone: name, operator, value, each narrowed by the whole matchers', async () => {
  const { user, backend, onChange, text } = open('{region="eu"}');
  await user.click(text());
  await user.keyboard('{End}{ArrowLeft},ver');
  expect(await screen.findByRole('option', { name: 'version' })).toHaveAttribute('aria-selected', 'true');
  expect(text()).toHaveAttribute('aria-expanded', 'true');
  await user.keyboard('{Enter}');
  expect(text()).toHaveValue('{region="eu",version}');
  expect(text()).toHaveAttribute('aria-expanded', 'true');
  expect(screen.queryByText(/^Label selector: expected/)).not.toBeInTheDocument();
  expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent?.slice(0, 2))).toContain('!~');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(text()).toHaveValue('{region="eu",version!=""}');
  expect(await screen.findByRole('option', { name: '1.4.0' })).toBeVisible();
  await user.keyboard('1.5{Enter}');
  expect(text()).toHaveValue('{region="eu",version!="1.5.0"}');
  expect(text()).toHaveAttribute('aria-expanded', 'false');
  expect(onChange).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  expect(onChange).toHaveBeenCalledWith('{region="eu",version!="1.5.0"}');
  expect(backend.methods).toEqual(['LabelNames', 'LabelValues']);
  expect(backend.json(1)).toMatchObject({ name: 'version', matchers: [`{region="eu",__profile_type__="${CPU}"}`] });
});

it('leaves Enter to the query where nothing of the list is meant, and closes the list on Escape', async () => {
  const { user, onChange, text } = open('{version="1"}');
  await user.click(text());
  await user.keyboard('{End}{ArrowLeft}{ArrowLeft}.');
  await screen.findByRole('option', { name: '1.4.0' });
  await user.keyboard('{Escape}');
  expect(text()).toHaveAttribute('aria-expanded', 'false');
  await user.keyboard('{Enter}');
  expect(onChange).toHaveBeenCalledWith('{version="1."}');
});

it('runs a value on Enter that is not listed, while a longer one is', async () => {
  const { user, onChange, text } = open('{version="1"}');
  await user.click(text());
  await user.keyboard('{End}{ArrowLeft}{ArrowLeft}.4');
  expect(await screen.findByRole('option', { name: '1.4.0' })).toHaveAttribute('aria-selected', 'false');
  await user.keyboard('{Enter}');
  expect(onChange).toHaveBeenCalledWith('{version="1.4"}');
});

it('stays in the field while the list’s scrollbar is pressed, and unmarks what the pointer leaves', async () => {
  const { user, onChange, text } = open('{a="b"}');
  await user.clear(text());
  await user.type(text(), '{{version=');
  const option = await screen.findByRole('option', { name: '1.5.0' });
  await user.hover(option);
  expect(option).toHaveAttribute('aria-selected', 'true');
  await user.unhover(option);
  expect(option).toHaveAttribute('aria-selected', 'false');
  await user.pointer({ target: screen.getByRole('listbox'), keys: '[MouseLeft]' });
  expect(text()).toHaveFocus();
  expect(onChange).not.toHaveBeenCalled();
});

it('is marked invalid and described by what is wrong', async () => {
  const { user, text } = open('{a="b"}');
  await user.clear(text());
  await user.type(text(), '{{a="b"x');
  expect(text()).toBeInvalid();
  expect(text()).toHaveAccessibleDescription(/^Label selector: expected/);
});

it('leaves Escape to Grafana where nothing is open', async () => {
  const { user, text } = open('{a="b"}');
  const onEscape = jest.fn();
  document.addEventListener('keydown', onEscape);
  await user.type(text(), 'x');
  onEscape.mockClear();
  await user.keyboard('{Escape}');
  document.removeEventListener('keydown', onEscape);
  expect(onEscape).toHaveBeenCalledTimes(1);
});

it('opens the list on arrow down, and adds the brace that is missing', async () => {
  const { user, onChange, text } = open('{a="b"}');
  await user.clear(text());
  await user.type(text(), '{{version=');
  await screen.findByRole('option', { name: '1.5.0' });
  await user.keyboard('{Escape}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
  expect(text()).toHaveValue('{version="1.5.0"');
  await user.tab();
  expect(onChange).toHaveBeenCalledWith('{version="1.5.0"}');
});

it('says why nothing can be offered while typing, and takes what is typed', async () => {
  const { user, onChange, text } = open('{a="b"}', { names: { status: 502 } });
  await user.clear(text());
  await user.type(text(), '{{po');
  expect(await screen.findByText(/Grafana cannot reach Pyroscope/)).toBeInTheDocument();
  await user.keyboard('d="x"{Enter}');
  expect(onChange).toHaveBeenCalledWith('{pod="x"}');
});

it('builds a selector from what there is: names, then values narrowed by type, time and the other rows', async () => {
  const { user, backend, text, choose } = open('{}');
  await user.click(screen.getByText('Add label'));
  await choose('Label name 1', 'service_name');
  await user.type(screen.getByLabelText('Value 1'), 'checkout{Enter}');
  expect(text()).toHaveValue('{service_name="checkout"}');

  await user.click(screen.getByText('Add label'));
  await choose('Label name 2', 'version');
  await choose('Value 2', '1.5.0');
  expect(text()).toHaveValue('{service_name="checkout",version="1.5.0"}');

  const range = { start: 1795385710158, end: 1795386796166 };
  const matchers = [`{service_name="checkout",__profile_type__="${CPU}"}`];
  const ofNames = backend.sent.flatMap(({ url }, index) => (url.endsWith('/LabelNames') ? [backend.json(index)] : []));
  expect(ofNames[0]).toEqual({ matchers: [`{__profile_type__="${CPU}"}`], ...range });
  expect(ofNames[1]).toEqual({ matchers, ...range });
  expect(backend.json(backend.sent.length - 1)).toEqual({ name: 'version', matchers, ...range });
});

it('hides the labels of the server’s own book-keeping', async () => {
  const { user, toggle } = open('{region="eu"}');
  await toggle();
  await user.click(screen.getByLabelText('Label name 1'));
  await screen.findByText('span_name');
  expect(screen.queryByText(/^__/)).not.toBeInTheDocument();
});

it('filters the list by what is typed, without another request', async () => {
  const { user, backend, toggle } = open('{region="eu"}');
  await toggle();
  await user.click(screen.getByLabelText('Label name 1'));
  await screen.findByText('region');
  await user.keyboard('VERS');
  await screen.findByText('version');
  await waitFor(() => expect(screen.queryByText('region')).not.toBeInTheDocument());
  expect(backend.methods).toEqual(['LabelNames']);
});

it.each([
  ['!=', 'Does not equal', '{version!="1.5.0"}'],
  ['=~', 'Matches the whole regular expression', '{version=~"1\\\\.5\\\\.0"}'],
  ['!~', 'Does not match the regular expression', '{version!~"1\\\\.5\\\\.0"}'],
])('chooses a value after %s, escaped where it is part of an expression', async (_, description, selector) => {
  const { text, choose, toggle } = open('{version="x"}');
  await toggle();
  await choose('Operator 1', description);
  await choose('Value 1', '1.5.0');
  expect(text()).toHaveValue(selector);
});

it('takes an expression as it is typed', async () => {
  const { user, text, toggle } = open('{version=~"x"}');
  await toggle();
  await user.type(screen.getByLabelText('Value 1'), '1\\..+{Enter}');
  expect(text()).toHaveValue('{version=~"1\\\\..+"}');
});

it('keeps the text to the letter while only looking, and variables when a row changes', async () => {
  const written = "{ service_name = '$service', ${filters}, version!~`1.4.*` }";
  const { user, onChange, text, toggle } = open(written);
  await toggle();
  expect(screen.getByLabelText('Value 1')).toHaveValue('$service');
  expect(screen.getByLabelText('Variable 2')).toHaveValue('${filters}');
  expect(screen.getByLabelText('Operator 3')).toHaveValue('!~');
  await user.click(screen.getByText('Add label'));
  await toggle();
  expect(onChange).not.toHaveBeenCalled();
  expect(text()).toHaveValue(written);

  await toggle();
  await user.click(screen.getByLabelText('Remove label 3'));
  expect(text()).toHaveValue('{service_name="$service",${filters}}');
});

it('asks with the values of variables, and without those that have none here', async () => {
  const { backend, toggle, choose } = open('{service_name="$service",pod="$pod",${filters},version=""}', {
    variables: { service: { value: ['checkout', 'catalog'], multi: true } },
  });
  await toggle();
  await choose('Value 4', '1.4.0');
  expect(backend.json(0)).toMatchObject({
    name: 'version',
    matchers: [`{service_name=~"(checkout|catalog)",__profile_type__="${CPU}"}`],
  });
});

it('does not ask for everything while a row lacks its value', async () => {
  const { onChange, text, toggle, choose } = open('{service_name="checkout"}');
  await toggle();
  await choose('Label name 1', 'version');
  expect(onChange).not.toHaveBeenCalled();
  await choose('Value 1', '1.4.0');
  expect(text()).toHaveValue('{version="1.4.0"}');
});

it('follows the text field, and says where a selector has no rows', async () => {
  const { user, text, toggle } = open('{a="b"}');
  await toggle();
  await user.clear(text());
  await user.type(text(), '{{c="d"}{Enter}');
  expect(screen.getByLabelText('Label name 1')).toHaveValue('c');
  await user.clear(text());
  await user.type(text(), '$whole{Enter}');
  expect(screen.getByText('This selector has no rows')).toBeInTheDocument();
});

it('says why labels could not be listed, and still takes one', async () => {
  const { user, text, toggle } = open('{a="b"}', { names: { status: 502 } });
  await toggle();
  await user.click(screen.getByLabelText('Label name 1'));
  expect(await screen.findByText(/Grafana cannot reach Pyroscope/)).toBeInTheDocument();
  await user.keyboard('pod{Enter}');
  await user.type(screen.getByLabelText('Value 1'), 'x{Enter}');
  expect(text()).toHaveValue('{pod="x"}');
});

it('stops asking when it is closed', async () => {
  const { user, backend, toggle, unmount } = open('{a="b"}', { names: 'never' });
  await toggle();
  await user.click(screen.getByLabelText('Label name 1'));
  await waitFor(() => expect(backend.sent).toHaveLength(1));
  unmount();
  expect(backend.sent[0].isAborted).toBe(true);
});
