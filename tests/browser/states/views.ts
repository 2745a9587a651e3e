/** At which widths and in which themes a state is looked at, and how many times it is opened for that. */
import { themes, type ThemeName } from '../../../demo/host/server/themes';
import { panelWidths, type PanelState } from './state';

/** A state opened once, in one theme, and drawn at one width after another, as if a user changed the window's. */
export interface Opening {
  readonly theme: ThemeName;
  /** px of the panel; at least one */
  readonly widths: readonly number[];
}

const everyTheme = Object.keys(themes) as ThemeName[];
/** The states whose every width is seen at each run: the three forms that the table and the ribbon have. */
const widelySeen: readonly string[] = ['answer', 'request', 'row-open'];
/** One width of each form that a short panel's zones have. */
const shortWidths = [420, 700, 1200];

/** `full`: six themes at five widths. Otherwise once, and some at every width, in light and for the colour-blind. */
export function openingsOf(state: PanelState, { full = false }: { readonly full?: boolean } = {}): readonly Opening[] {
  if (full) {
    return everyTheme.flatMap((theme) => inPlace(state, { theme, widths: panelWidths }));
  }
  if (state.height !== undefined) {
    return inPlace(state, { theme: 'dark', widths: shortWidths });
  }
  if (!widelySeen.includes(state.name)) {
    return [{ theme: 'dark', widths: [1200] }];
  }
  return [
    ...inPlace(state, { theme: 'dark', widths: panelWidths }),
    { theme: 'light', widths: [1200] },
    { theme: 'deut_prot_dark', widths: [1200] },
  ];
}

/** A menu stays where it was opened: at another width it would hang beside its row. */
const inPlace = ({ isAnchored }: PanelState, { theme, widths }: Opening): readonly Opening[] =>
  isAnchored ? widths.map((width) => ({ theme, widths: [width] })) : [{ theme, widths }];

/** `dark, 420 560 700 px`, for names of tests */
export const openingText = ({ theme, widths }: Opening): string => `${theme}, ${widths.join(' ')} px`;
