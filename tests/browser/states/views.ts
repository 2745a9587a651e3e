/** At which widths and in which themes a state is looked at. */
import { themes, type ThemeName } from '../../../demo/host/server/themes';
import { panelWidths, type PanelState } from './state';
import { type View } from './visit';

const everyTheme = Object.keys(themes) as ThemeName[];
/** The states whose every width is seen at each run: the three forms that the table and the ribbon have. */
const widelySeen: readonly string[] = ['answer', 'request', 'row-open'];
const usual: View = { theme: 'dark', width: 1200 };

/** `full`: six themes at five widths. Otherwise once, and some at every width, in light and for the colour-blind. */
export function viewsOf({ name }: PanelState, { full = false }: { readonly full?: boolean } = {}): readonly View[] {
  if (full) {
    return everyTheme.flatMap((theme) => panelWidths.map((width) => ({ theme, width })));
  }
  if (!widelySeen.includes(name)) {
    return [usual];
  }
  return [
    ...panelWidths.map((width) => ({ theme: 'dark' as const, width })),
    { theme: 'light', width: 1200 },
    { theme: 'deut_prot_dark', width: 1200 },
  ];
}
