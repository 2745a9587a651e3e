/** The tables of `docs/method.md`, written from the same tables that decide; a test keeps the page equal to them. */
import { NOTED, priorOf } from './saving';
import type { FixFamily } from './model';
import { OTHER_RULES, SITE_RULES } from './rules';
import { THRESHOLD_TABLE } from './thresholds';
import { layerText, signalText } from './wording';

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export const METHOD_TABLES: Readonly<Record<'rules' | 'other-rules' | 'thresholds' | 'priors', () => string>> = {
  rules: () =>
    table(
      ['#', 'rule', 'when', 'says', 'signal', 'because'],
      SITE_RULES.map(({ id, when, layer, verdict, signal, because }, index) => [
        String(index + 1),
        `\`${id}\``,
        when,
        layerText(layer ?? verdict),
        signalText(signal),
        because,
      ])
    ),
  'other-rules': () =>
    table(
      ['rule', 'when', 'says', 'because'],
      OTHER_RULES.map(({ id, when, layer, verdict, because }) => [
        `\`${id}\``,
        when,
        layerText(layer ?? verdict),
        because,
      ])
    ),
  thresholds: () =>
    table(
      ['threshold', 'default', 'meaning', 'source'],
      THRESHOLD_TABLE.map(({ key, value, meaning, source }) => [`\`${key}\``, String(value), meaning, source])
    ),
  priors: () =>
    table(
      ['family', 'part removed', 'standard deviation', 'level of the low end', 'level of the high end'],
      (Object.keys(NOTED) as FixFamily[]).map((family) => {
        const { mean, spread, levels } = priorOf(family);
        return [family, mean.toFixed(2), spread.toFixed(2), String(levels.low), String(levels.high)];
      })
    ),
};

/** Puts the current tables between their markers `<!-- rules -->` … `<!-- /rules -->`. */
export function fillMethodPage(page: string): string {
  return Object.entries(METHOD_TABLES).reduce(
    (text, [name, build]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`),
        (_, open: string, close: string) => `${open}\n${build()}\n${close}`
      ),
    page
  );
}
