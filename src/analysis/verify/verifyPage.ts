/** The tables of `docs/verify.md`, written from the tables that decide; a test keeps the page equal to them. */
import { VERIFY_LIMIT_TABLE } from './limits';
import { VERDICT_TABLE } from './verdictTable';
import { verdictText } from './wording';

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const costFellText = (costFell: boolean | 'any') => (costFell === 'any' ? 'any' : costFell ? 'yes' : 'no');

export const VERIFY_TABLES: Readonly<Record<'verdicts' | 'limits', () => string>> = {
  verdicts: () =>
    table(
      ['frame', 'headline', 'total cost fell beside a metric', 'verdict', 'because'],
      VERDICT_TABLE.map(({ local, headline, costFell, verdict, because }) => [
        local,
        headline,
        costFellText(costFell),
        `**${verdictText(verdict)}**`,
        because,
      ])
    ),
  limits: () =>
    table(
      ['limit', 'default', 'meaning', 'source'],
      VERIFY_LIMIT_TABLE.map(({ key, value, meaning, source }) => [`\`${key}\``, String(value), meaning, source])
    ),
};

/** Puts the current tables between their markers `<!-- verdicts -->` … `<!-- /verdicts -->`. */
export function fillVerifyPage(page: string): string {
  return Object.entries(VERIFY_TABLES).reduce(
    (text, [name, build]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`),
        (_, open: string, close: string) => `${open}\n${build()}\n${close}`
      ),
    page
  );
}
