/**
 * Texts on screen. The English text stands beside its key in the code; a translation replaces it while one is there.
 *
 * Until `loadTranslations` has set a translator, which it does for languages other than English only, `t` returns the
 * English text itself. So no key is ever seen, and who reads English waits for no library (docs/decisions/0029).
 * A worker may import this file: it loads nothing.
 */

/** What stands for `{{name}}` in a text, formatted already. `count` chooses the plural and is not for showing alone. */
export type TextValues = Readonly<Record<string, string | number>>;

export type Translator = (key: string, text: string, values?: TextValues) => string;

let translator: Translator | null = null;

/** @param next  null: back to English */
export function setTranslator(next: Translator | null): void {
  translator = next;
}

/**
 * @param key  `zone.what-it-says`, once in a plugin for each text
 * @param text  the English text; `{{name}}` is replaced by a value. Empty for a plural
 * @param values  a plural has `count`, `defaultValue_one` and `defaultValue_other`, as i18next names them
 * @returns plain text, never HTML: names may hold any character and are not escaped
 */
export function t(key: string, text: string, values?: TextValues): string {
  if (translator !== null) {
    return translator(key, text, values);
  }
  return values === undefined ? text : fill(englishText(text, values), values);
}

/** Singular or plural where there are both, `{{name}}` not replaced yet. */
export function englishText(text: string, values: TextValues = {}): string {
  const { count, defaultValue_one = text, defaultValue_other = text } = values;
  return count === undefined ? text : String(count === 1 ? defaultValue_one : defaultValue_other);
}

const fill = (text: string, values: TextValues): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
