/** Brings Grafana's translations of a plugin to `t`, for other languages than the one that the code is written in. */
import { config } from '@grafana/runtime';
import i18next from 'i18next';
import { englishText, setTranslator, type TextValues } from './translate';

const SOURCE_LANGUAGE = 'en-US';

/**
 * What is drawn, once its texts are there. Both are fetched at the same time; English has nothing to fetch.
 *
 * @param module  the import of what is drawn
 */
export async function withTranslations<T>(pluginId: string, module: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([module, loadTranslations(pluginId)]);
  return loaded;
}

/**
 * Grafana has read the plugin's `locales/<language>/<plugin id>.json` before it runs the plugin; what is left is to load
 * the library that finds texts in it. Where there is no such file, nothing is loaded and texts stay English.
 *
 * @returns resolves also when the library could not be loaded: texts are English then
 */
export async function loadTranslations(pluginId: string): Promise<void> {
  const language = config.bootData?.user?.language;
  if (!language || language === SOURCE_LANGUAGE || !hasTexts(language, pluginId)) {
    return;
  }
  try {
    const { initPluginTranslations, t } = await import(/* webpackChunkName: "translations" */ '@grafana/i18n');
    await initPluginTranslations(pluginId);
    // React escapes what it draws; names of functions would show `&lt;` if they were escaped before.
    // A plural's English forms stay here: i18next would look for the language's own form among them (few, many), find
    // none, and show the key.
    setTranslator((key, text, values) =>
      t(key, englishText(text, values), { ...withoutForms(values), interpolation: { escapeValue: false } })
    );
  } catch {
    return;
  }
}

/** The language is 'detect' where the browser chooses it: i18next knows what came of that. */
function hasTexts(language: string, pluginId: string): boolean {
  const isReady = i18next.isInitialized;
  return isReady && [i18next.resolvedLanguage, language].some((one) => one && i18next.hasResourceBundle(one, pluginId));
}

function withoutForms(values: TextValues = {}): TextValues {
  const { defaultValue_one, defaultValue_other, ...rest } = values;
  return rest;
}
