/** The themes of Grafana 12 that the page can be opened with (`?theme=`): its own ids, of the published `@grafana/data`. */
export const themes = {
  dark: { isDark: true },
  light: { isDark: false },
  deut_prot_dark: { isDark: true },
  deut_prot_light: { isDark: false },
  tritanopia_dark: { isDark: true },
  tritanopia_light: { isDark: false },
} as const;
export type ThemeName = keyof typeof themes;

/** What an address asks for; dark, as Grafana's own default, where it asks for no theme of these. */
export function themeOf(asked: string | null): ThemeName {
  return asked !== null && Object.hasOwn(themes, asked) ? (asked as ThemeName) : 'dark';
}
