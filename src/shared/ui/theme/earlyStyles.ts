/**
 * Styles that are put into the page before anything uses them.
 *
 * Grafana mounts a panel when its data is there. Making the rules of some thirty style sheets then (serialise, prefix,
 * insert) is a tenth of the first drawing; while the queries run the page has nothing to do. Emotion keeps rules by their
 * content, so what a component makes later is found instead of made.
 */
import type { GrafanaTheme2 } from '@grafana/data';

type StyleSheet<Styles> = (theme: GrafanaTheme2) => Styles;

const declared: Array<StyleSheet<unknown>> = [];

/**
 * Declares styles for `useStyles2` that can be made early.
 * @returns the same, made once a theme: a rule that is in the page is still written out to be found there
 */
export function earlyStyles<Styles>(getStyles: StyleSheet<Styles>): StyleSheet<Styles> {
  let last: { readonly theme: GrafanaTheme2; readonly styles: Styles } | null = null;
  const once = (theme: GrafanaTheme2): Styles => {
    if (last?.theme !== theme) {
      last = { theme, styles: getStyles(theme) };
    }
    return last.styles;
  };
  declared.push(once);
  return once;
}

/** Makes what is declared, one sheet a task: a few milliseconds each, on code that has not run before. */
export function makeEarlyStyles(theme: GrafanaTheme2): void {
  const next = () => {
    const getStyles = declared.shift();
    if (getStyles) {
      getStyles(theme);
      setTimeout(next, 0);
    }
  };
  setTimeout(next, 0);
}
