import { configure, screen, waitFor } from '@testing-library/react';
import { giveElementsASize } from '../../testing/giveElementsASize';
import { CPU, runtime } from '../../testing/setup';
import { openSelectorField } from './testing';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 5_000 });
beforeAll(giveElementsASize);

it('builds a selector from what there is: names, then values narrowed by type, time and the other rows', async () => {
  const { user, backend, text, choose } = openSelectorField('{}');
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
  const { user, toggle } = openSelectorField('{region="eu"}');
  await toggle();
  await user.click(screen.getByLabelText('Label name 1'));
  await screen.findByText('span_name');
  expect(screen.queryByText(/^__/)).not.toBeInTheDocument();
});

it('filters the list by what is typed, without another request', async () => {
  const { user, backend, toggle } = openSelectorField('{region="eu"}');
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
  const { text, choose, toggle } = openSelectorField('{version="x"}');
  await toggle();
  await choose('Operator 1', description);
  await choose('Value 1', '1.5.0');
  expect(text()).toHaveValue(selector);
});

it('takes an expression as it is typed', async () => {
  const { user, text, toggle } = openSelectorField('{version=~"x"}');
  await toggle();
  await user.type(screen.getByLabelText('Value 1'), '1\\..+{Enter}');
  expect(text()).toHaveValue('{version=~"1\\\\..+"}');
});

it('keeps the text to the letter while only looking, and variables when a row changes', async () => {
  const written = "{ service_name = '$service', ${filters}, version!~`1.4.*` }";
  const { user, onChange, text, toggle } = openSelectorField(written);
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
  const { backend, toggle, choose } = openSelectorField('{service_name="$service",pod="$pod",${filters},version=""}', {
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
  const { onChange, text, toggle, choose } = openSelectorField('{service_name="checkout"}');
  await toggle();
  await choose('Label name 1', 'version');
  expect(onChange).not.toHaveBeenCalled();
  await choose('Value 1', '1.4.0');
  expect(text()).toHaveValue('{version="1.4.0"}');
});

it('follows the text field, and says where a selector has no rows', async () => {
  const { user, text, toggle } = openSelectorField('{a="b"}');
  await toggle();
  await user.clear(text());
  await user.type(text(), '{{c="d"}{Enter}');
  expect(screen.getByLabelText('Label name 1')).toHaveValue('c');
  await user.clear(text());
  await user.type(text(), '$whole{Enter}');
  expect(screen.getByText('This selector has no rows')).toBeInTheDocument();
});

it('says why labels could not be listed, and still takes one', async () => {
  const { user, text, toggle } = openSelectorField('{a="b"}', { names: { status: 502 } });
  await toggle();
  await user.click(screen.getByLabelText('Label name 1'));
  expect(await screen.findByText(/Grafana cannot reach Pyroscope/)).toBeInTheDocument();
  await user.keyboard('pod{Enter}');
  await user.type(screen.getByLabelText('Value 1'), 'x{Enter}');
  expect(text()).toHaveValue('{pod="x"}');
});

it('stops asking when it is closed', async () => {
  const { user, backend, toggle, unmount } = openSelectorField('{a="b"}', { names: 'never' });
  await toggle();
  await user.click(screen.getByLabelText('Label name 1'));
  await waitFor(() => expect(backend.sent).toHaveLength(1));
  unmount();
  expect(backend.sent[0].isAborted).toBe(true);
});
