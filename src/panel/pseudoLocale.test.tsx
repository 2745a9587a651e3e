/**
 * The panel in a made-up language that wraps every text: ⟦Search functions (/)⟧. Words that stand outside the brackets
 * and do not come from the profile never went through `t`, and no translation could reach them.
 */
import React from 'react';
import { createDataFrame, type DataFrame } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setTranslator, t, type TextValues } from '../shared/ui/i18n/translate';
import { HotpathPanel } from './HotpathPanel';
import { panelData, panelProps, profileFrame, shopTree } from './testing/panelHost';
import { testIds } from './testIds';

jest.mock('./analysis/createAnalysisWorker', () => ({
  createAnalysisWorker: () => {
    throw new Error('no workers here');
  },
}));

// What pure code words is English in every language: the command line prints the same.
jest.mock('../analysis/wording', () => {
  const wrapped = (value: unknown): unknown =>
    typeof value === 'string'
      ? `⟦${value}⟧`
      : Array.isArray(value)
        ? value.map((one: unknown) =>
            typeof one === 'object' && one !== null && 'text' in one
              ? { ...one, text: `⟦${String(one.text)}⟧` }
              : wrapped(one)
          )
        : value;
  const actual = jest.requireActual<Record<string, unknown>>('../analysis/wording');
  return Object.fromEntries(
    Object.entries(actual).map(([name, value]) => [
      name,
      typeof value === 'function'
        ? (...args: unknown[]) => wrapped((value as (...args: unknown[]) => unknown)(...args))
        : value,
    ])
  );
});

/** What the engine says, as above, but not through `wording`; and the button of Grafana's own dialogue. */
const OTHERS =
  /^(Hoist|Compile each pattern once, outside the request\.|Cache|Keep compiled patterns, keyed by rule\.|Avoid|Use plain string search for literal rules\.|Close)$/;
/** Names of the profile below, and what formatters write. */
const NOT_WORDS =
  /https?|example\.com\/shop|\b(net\/http|http|regexp|shop|serve|Quote|List|ApplyRules|render|sort|compile|checkout)\b|\b(CPU|ms|s|n)\b/g;

function setup(series: DataFrame[]) {
  render(<HotpathPanel {...panelProps(panelData({ series }))} />);
  return userEvent.setup();
}

const inBrackets = (key: string, text: string, values?: TextValues) => {
  setTranslator(null);
  const english = t(key, text, values);
  setTranslator(inBrackets);
  return `⟦${english}⟧`;
};

/** All text nodes in their order, a line each, then the attributes that are read out or shown. */
function textsOnScreen(): string {
  const texts: string[] = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
    if (!node.parentElement?.closest('style, script')) {
      texts.push(node.textContent ?? '');
    }
  }
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
      texts.push(element.getAttribute(name) ?? '');
    }
  }
  return texts.join('\n');
}

/** A text with elements in it lies in several nodes, so brackets are looked for over all of them. */
function bareWords(): string[] {
  const withoutWrapped = (text: string): string => {
    const next = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
    return next === text ? text : withoutWrapped(next);
  };
  const words = withoutWrapped(textsOnScreen())
    .split('\n')
    .map((text) => text.replace(NOT_WORDS, ' ').trim());
  return [...new Set(words)].filter((text) => /\p{Letter}{2}/u.test(text) && !OTHERS.test(text));
}

beforeEach(() => {
  locationService.replace('/d/x');
  setTranslator(inBrackets);
});
afterEach(() => setTranslator(null));

it('finds a text that did not go through t', () => {
  render(<div title="Bare">{t('zone.wrapped', 'Wrapped {{name}}', { name: 'x' })} loose</div>);
  expect(bareWords()).toEqual(['loose', 'Bare']);
});

it('has no bare text in table, path, explanation and scope bar', async () => {
  setup([profileFrame(shopTree())]);
  await screen.findAllByTestId(testIds.row);
  await screen.findByTestId(testIds.ways);
  expect(bareWords()).toEqual([]);
});

it('has none in an expanded row, the search and the sheet', async () => {
  const user = setup([profileFrame(shopTree())]);
  const [row] = await screen.findAllByTestId(testIds.row);
  await user.click(row);
  await user.keyboard('{ArrowRight}');
  await user.keyboard('/');
  await user.keyboard('{Escape}?');
  expect(bareWords()).toEqual([]);
});

it('has none where nothing was sent', async () => {
  setup([createDataFrame({ refId: 'profile', fields: [] })]);
  await screen.findByTestId(testIds.emptyZone);
  expect(bareWords()).toEqual([]);
});
