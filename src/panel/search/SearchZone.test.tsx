import React from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createDataFrame, FieldType } from '@grafana/data';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';
import { noFilters } from '../testing/findingTools';
import { SearchZone } from './SearchZone';
import { searchTestIds } from './testIds';

jest.mock('../analysis/createAnalysisWorker', () => ({
  createAnalysisWorker: () => {
    throw new Error('no workers here');
  },
}));

const wait = { timeout: 20_000 };
const number = (name: string, values: number[]) => ({ name, type: FieldType.number, values });
const frame = createDataFrame({
  name: 'response',
  fields: [
    number('level', [0, 1, 2, 3, 2]),
    number('value', [10, 10, 7, 4, 3]),
    number('self', [0, 0, 3, 4, 3]),
    {
      name: 'label',
      type: FieldType.string,
      values: ['total', 'example.com/shop.Quote', 'regexp.Compile', 'regexp.compile', 'sort.Sort'],
    },
  ],
});
const source = describeProfileFrame(frame);
const options = {};

function setup() {
  const add = jest.fn();
  const onClose = jest.fn();
  const stacks = { ...noFilters, add };
  render(
    <SearchZone
      source={source}
      options={options}
      stacks={stacks}
      rows={[]}
      onSelect={() => undefined}
      onClose={onClose}
    />
  );
  const union = () => screen.getByTestId(searchTestIds.union).textContent?.replace(/\u00a0/g, ' ');
  return { user: userEvent.setup(), add, onClose, union };
}

it('says what the functions found are together, each sample once', async () => {
  const { user, union } = setup();
  await user.type(screen.getByRole('textbox'), 'regexp');
  await waitFor(() => expect(union()).toMatch(/^2 functions, together self 70\.0 %, cum 70\.0 %/), wait);
  expect(screen.getByRole('status')).toHaveTextContent(/Each sample counts once/);
});

it('hides all that was found and keeps the keyboard in the zone', async () => {
  const { user, add } = setup();
  await user.type(screen.getByRole('textbox'), 'regexp');
  await user.click(await screen.findByRole('button', { name: 'Hide stacks through all 2 found' }, wait));
  expect(add).toHaveBeenCalledWith({ effect: 'hide', by: 'pattern', text: 'regexp' });
  expect(screen.getByRole('textbox')).toHaveFocus();
});

it.each([
  ['nothing-like-it', /No function matches/],
  ['(a+)+$', /too many ways to match/],
  ['(nothing', /No function has this text/],
])('says why %s finds nothing', async (text, said) => {
  const { user, union } = setup();
  await user.click(screen.getByRole('textbox'));
  await user.paste(text);
  await waitFor(() => expect(union()).toMatch(said), wait);
});

it('closes with Escape', async () => {
  const { user, onClose } = setup();
  await user.click(screen.getByRole('textbox'));
  await user.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalled();
});
