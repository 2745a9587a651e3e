/** A state of the panel: how a user comes to it. Pictures, overflow, clipped texts and axe are all taken from the same list. */
import { type Page } from 'playwright-core';
import { type ThemeName } from '../../../demo/host/server/themes';
import { type HostPage } from '../pages/HostPage';
import { type HotpathPanel } from '../pages/HotpathPanel';

export interface Stage {
  readonly page: Page;
  readonly host: HostPage;
  readonly panel: HotpathPanel;
  readonly theme: ThemeName;
}

export interface PanelState {
  /** Lower case words joined by `-`: the first part of its picture's name. */
  readonly name: string;
  /** What stands there when {@link reach} has resolved, as one sentence. */
  readonly shows: string;
  /** Files for `npm run demo -- FILE…`, from the project's root; without them the recorded incident. */
  readonly files?: readonly string[];
  /** px of the whole panel, its header included; without it as high as the dashboard has it */
  readonly height?: number;
  /** What is open stands at a place of the window and does not move with what it belongs to. */
  readonly isAnchored?: true;
  /** A card of Grafana's `Toggletip` is open: it hides the rest from screen readers, and holds the focus by itself. */
  readonly isBehindCard?: true;
  /** What is being replaced stands at 60 % opacity, as the design has it: below the contrast of what is current. */
  readonly isFaded?: true;
  /** From an empty page to the state; resolves when it is drawn. */
  reach(stage: Stage): Promise<void>;
}

/** px of the panel: one of each form of DESIGN's widths. */
export const panelWidths = [420, 560, 700, 1200, 1400] as const;
/** What the host's canvas keeps on both sides of a panel, px together. */
export const CANVAS_PADDING = 32;
