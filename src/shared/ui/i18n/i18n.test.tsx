import React from 'react';
import { config } from '@grafana/runtime';
import { render } from '@testing-library/react';
import i18next from 'i18next';
import { loadTranslations } from './loadTranslations';
import { setTranslator, t } from './translate';
import { Trans } from './Trans';

jest.mock('@grafana/runtime', () => ({ config: { bootData: { user: { language: 'en-US' } } } }));

const PLUGIN = 'a-plugin';
const HOSTILE = `operator<<&'"/{{x}}$t(zone.hello)`;

const rowForms = { defaultValue_one: '{{count}} row', defaultValue_other: '{{count}} rows' };
const rows = (count: number) => t('zone.rows', '', { count, ...rowForms });
const callers = () => (
  <Trans
    i18nKey="zone.callers"
    defaults="Callers of <name/>, <b>by share</b>"
    components={{ name: <i>{HOSTILE}</i>, b: <b /> }}
  />
);

describe('in English', () => {
  it('is the text of the code, its values filled in', async () => {
    await loadTranslations(PLUGIN);
    expect(i18next.isInitialized).toBeFalsy();
    expect(t('zone.hello', 'Hello')).toBe('Hello');
    expect(t('zone.of', '{{part}} of {{whole}}', { part: 1, whole: HOSTILE })).toBe(`1 of ${HOSTILE}`);
    expect([rows(0), rows(1), rows(2)]).toEqual(['0 rows', '1 row', '2 rows']);
  });

  it('puts elements where their tags are', () => {
    const { container } = render(callers());
    expect(container).toHaveTextContent(`Callers of ${HOSTILE}, by share`);
    expect(container.querySelector('b')).toHaveTextContent('by share');
  });

  it('shows a tag that names no element as it is', () => {
    const { container } = render(<Trans i18nKey="zone.tag" defaults="a <init> and <clinit/>" components={{}} />);
    expect(container).toHaveTextContent('a <init> and <clinit/>');
  });
});

describe('in a language that Grafana has texts of', () => {
  beforeAll(async () => {
    const de = {
      zone: {
        hello: 'Hallo',
        of: '{{part}} von {{whole}}',
        rows_one: '{{count}} Zeile',
        rows_other: '{{count}} Zeilen',
        callers: '<b>Nach Anteil</b>: Aufrufer von <name/>',
      },
    };
    // As Grafana does it before it runs the plugin.
    await i18next.init({ lng: 'de-DE', resources: {}, returnEmptyString: false });
    i18next.addResourceBundle('de-DE', PLUGIN, de);
    config.bootData.user.language = 'de-DE';
    await loadTranslations(PLUGIN);
  });

  it('is the translation, its plurals and values', () => {
    expect(t('zone.hello', 'Hello')).toBe('Hallo');
    expect([rows(1), rows(2)]).toEqual(['1 Zeile', '2 Zeilen']);
  });

  it('leaves names as they are: nothing in them is escaped, filled in or looked up', () => {
    expect(t('zone.of', '{{part}} of {{whole}}', { part: 1, whole: HOSTILE })).toBe(`1 von ${HOSTILE}`);
  });

  it('moves elements with the text', () => {
    const { container } = render(callers());
    expect(container).toHaveTextContent(`Nach Anteil: Aufrufer von ${HOSTILE}`);
  });

  it('is English where a text has no translation', () => {
    expect(t('zone.new', 'New')).toBe('New');
    expect(t('zone.new-rows', '', { count: 2, ...rowForms })).toBe('2 rows');
  });

  it.each([
    ['ru-RU', 2, '2 rows'],
    ['ru-RU', 5, '5 rows'],
    ['ru-RU', 21, '21 rows'],
    ['pl-PL', 3, '3 rows'],
    ['ja-JP', 1, '1 row'],
  ])('is English in %s too, whose plural forms English lacks: %s', async (language, count, expected) => {
    i18next.addResourceBundle(language, PLUGIN, { zone: { hello: 'x' } });
    await i18next.changeLanguage(language);
    expect(t('zone.new-rows-of', '', { count, ...rowForms })).toBe(expected);
  });
});

it('is English in a language that Grafana has no texts of, and loads nothing', async () => {
  setTranslator(null);
  config.bootData.user.language = 'fr-FR';
  await i18next.changeLanguage('fr-FR');
  await loadTranslations(PLUGIN);
  i18next.addResourceBundle('fr-FR', PLUGIN, { zone: { hello: 'Bonjour' } });
  expect(t('zone.hello', 'Hello')).toBe('Hello');
});
