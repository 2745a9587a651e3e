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

it('completes a selector by keyboard alone: name, operator, value, each narrowed by the whole matchers', async () => {
  const { user, backend, onChange, text } = openSelectorField('{region="eu"}');
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
  const { user, onChange, text } = openSelectorField('{version="1"}');
  await user.click(text());
  await user.keyboard('{End}{ArrowLeft}{ArrowLeft}.');
  await screen.findByRole('option', { name: '1.4.0' });
  await user.keyboard('{Escape}');
  expect(text()).toHaveAttribute('aria-expanded', 'false');
  await user.keyboard('{Enter}');
  expect(onChange).toHaveBeenCalledWith('{version="1."}');
});

it('runs a value on Enter that is not listed, while a longer one is', async () => {
  const { user, onChange, text } = openSelectorField('{version="1"}');
  await user.click(text());
  await user.keyboard('{End}{ArrowLeft}{ArrowLeft}.4');
  expect(await screen.findByRole('option', { name: '1.4.0' })).toHaveAttribute('aria-selected', 'false');
  await user.keyboard('{Enter}');
  expect(onChange).toHaveBeenCalledWith('{version="1.4"}');
});

it('stays in the field while the list’s scrollbar is pressed, and unmarks what the pointer leaves', async () => {
  const { user, onChange, text } = openSelectorField('{a="b"}');
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

/**
 * Keys as a browser sends them to a busy page: between two of them run what React does at once and promises, no timer and
 * no message, for which `userEvent` and `act` would wait.
 */
async function pressAtOnce(field: HTMLElement, ...keys: string[]) {
  const environment = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
  environment.IS_REACT_ACT_ENVIRONMENT = false;
  for (const key of keys) {
    field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await Promise.resolve();
  }
  environment.IS_REACT_ACT_ENVIRONMENT = true;
}

it('takes what is marked where the keys come faster than the page is idle', async () => {
  const { user, onChange, text } = openSelectorField('{a="b"}');
  await user.clear(text());
  await user.type(text(), '{{version!=');
  await screen.findByRole('option', { name: '1.5.0' });
  await pressAtOnce(text(), 'ArrowDown', 'ArrowDown', 'Enter');
  await waitFor(() => expect(text()).toHaveValue('{version!="1.5.0"'));
  expect(onChange).not.toHaveBeenCalled();
});

it('goes on from what was taken where the next key comes at once', async () => {
  const { user, onChange, text } = openSelectorField('{a="b"}');
  await user.clear(text());
  await user.type(text(), '{{ver');
  await screen.findByRole('option', { name: 'version' });
  await pressAtOnce(text(), 'Enter', 'ArrowUp', 'Enter');
  await waitFor(() => expect(text()).toHaveValue('{version!~""'));
  expect(onChange).not.toHaveBeenCalled();
});

it('waits with Enter for the list that arrow down asked for, and runs what is typed where none was asked for', async () => {
  const { user, onChange, text } = openSelectorField('{a="b"}', { values: 'never' });
  await user.clear(text());
  await user.type(text(), '{{version!=""');
  await user.keyboard('{ArrowLeft}{ArrowDown}{Enter}');
  expect(onChange).not.toHaveBeenCalled();
  await user.keyboard('{Escape}{Enter}');
  expect(onChange).toHaveBeenCalledWith('{version!=""}');
});

it('is marked invalid and described by what is wrong', async () => {
  const { user, text } = openSelectorField('{a="b"}');
  await user.clear(text());
  await user.type(text(), '{{a="b"x');
  expect(text()).toBeInvalid();
  expect(text()).toHaveAccessibleDescription(/^Label selector: expected/);
});

it('leaves Escape to Grafana where nothing is open', async () => {
  const { user, text } = openSelectorField('{a="b"}');
  const onEscape = jest.fn();
  document.addEventListener('keydown', onEscape);
  await user.type(text(), 'x');
  onEscape.mockClear();
  await user.keyboard('{Escape}');
  document.removeEventListener('keydown', onEscape);
  expect(onEscape).toHaveBeenCalledTimes(1);
});

it('opens the list on arrow down, and adds the brace that is missing', async () => {
  const { user, onChange, text } = openSelectorField('{a="b"}');
  await user.clear(text());
  await user.type(text(), '{{version=');
  await screen.findByRole('option', { name: '1.5.0' });
  await user.keyboard('{Escape}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
  expect(text()).toHaveValue('{version="1.5.0"');
  await user.tab();
  expect(onChange).toHaveBeenCalledWith('{version="1.5.0"}');
});

it('says why nothing can be offered while typing, and takes what is typed', async () => {
  const { user, onChange, text } = openSelectorField('{a="b"}', { names: { status: 502 } });
  await user.clear(text());
  await user.type(text(), '{{po');
  expect(await screen.findByText(/Grafana cannot reach Pyroscope/)).toBeInTheDocument();
  await user.keyboard('d="x"{Enter}');
  expect(onChange).toHaveBeenCalledWith('{pod="x"}');
});
