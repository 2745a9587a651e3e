/**
 * Styles that are put into the page before anything uses them.
 *
 * Grafana mounts a panel when its data is there. Making the rules of some thirty style sheets then (serialise, prefix,
 * insert) is a tenth of the first drawing; while the queries run the page has nothing to do. Emotion keeps rules by their
 * content, so what a component makes later is found instead of made.
 */
import type { GrafanaTheme2 } from '@grafana/data';

type StyleSheet = (theme: GrafanaTheme2) => unknown;

const declared: StyleSheet[] = [];

/** Declares styles for `useStyles2` that can be made early. @returns the same function */
export function earlyStyles<Styles extends StyleSheet>(getStyles: Styles): Styles {
  declared.push(getStyles);
  return getStyles;
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
