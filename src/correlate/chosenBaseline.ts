/**
 * What a reader compares the view with, of their own choice: another window, or another value of a label. As one text for an
 * address, and as the two sides of a comparison.
 *
 *   previous               the window of the same length that ends where the view begins
 *   at:FROM-TO             moments in milliseconds
 *   label:NAME:VALUE       in the view's window: the view against this value, or where it holds several, the others against it
 *   label:NAME:VALUE:OF    two values
 */
import type { ComparedSide, Comparison, TimeSpan } from './baseline';

export type ChosenBaseline =
  | { readonly kind: 'previous' }
  | ({ readonly kind: 'window' } & TimeSpan)
  | {
      readonly kind: 'label';
      readonly label: string;
      /** the baseline */
      readonly value: string;
      /** what is compared with it; null = the view, or its other values */
      readonly of: string | null;
    };

/** Why a choice can't be compared with. */
export type ChoiceProblem =
  /** the text is none of the forms */
  | { readonly kind: 'unreadable' }
  | ({ readonly kind: 'empty-window' } & TimeSpan)
  /** both sides would hold the same samples */
  | ({ readonly kind: 'overlap' } & TimeSpan)
  | ({ readonly kind: 'too-long'; readonly days: number } & TimeSpan)
  /** the view is of this value */
  | { readonly kind: 'same-value'; readonly label: string; readonly value: string }
  /** both sides were chosen, and are one */
  | { readonly kind: 'same-twice'; readonly label: string; readonly value: string };

const WINDOW = /^at:(\d{1,16})-(\d{1,16})$/;
/** ECMAScript's last moment (§ Time Values and Time Range). */
const LAST_MS = 8.64e15;
/** A month and a day: more is a query that a store refuses, or is long busy with. */
const MOST_DAYS = 32;
const DAY_MS = 24 * 3_600_000;
const LABEL_NAME = /^[a-zA-Z_][\w.]*$/;
/** A longer value is none that a store would keep. */
const LONGEST_VALUE = 2_048;

/** @returns null where the text does not begin as a choice of the reader's own */
export function readChosenBaseline(text: string): ChosenBaseline | { readonly kind: 'unreadable' } | null {
  if (text === 'previous') {
    return { kind: 'previous' };
  }
  if (text.startsWith('at:')) {
    const [fromMs, toMs] = WINDOW.exec(text)?.slice(1).map(Number) ?? [];
    return fromMs <= LAST_MS && toMs <= LAST_MS ? { kind: 'window', fromMs, toMs } : { kind: 'unreadable' };
  }
  return text.startsWith('label:') ? readLabel(text.split(':').slice(1)) : null;
}

function readLabel(parts: readonly string[]): ChosenBaseline | { readonly kind: 'unreadable' } {
  const [label, value, of = null, ...rest] = parts.map(decoded);
  const isValue = (part: string | null | undefined): part is string =>
    typeof part === 'string' && part !== '' && part.length <= LONGEST_VALUE;
  const isGood =
    typeof label === 'string' && LABEL_NAME.test(label) && isValue(value) && rest.length === 0 && parts.length >= 2;
  return isGood && (parts.length === 2 || isValue(of)) ? { kind: 'label', label, value, of } : { kind: 'unreadable' };
}

/** null where the text has an escape that is none. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export function writeChosenBaseline(choice: ChosenBaseline): string {
  switch (choice.kind) {
    case 'previous':
      return 'previous';
    case 'window':
      return `at:${Math.round(choice.fromMs)}-${Math.round(choice.toMs)}`;
    case 'label': {
      const { label, value, of } = choice;
      return ['label', label, value, ...(of === null ? [] : [of])].map(encodeURIComponent).join(':');
    }
  }
}

export interface ViewCompared {
  readonly window: TimeSpan;
  /** version that is read alone; null = all together */
  readonly version: string | null;
  /** label that tells versions apart; null = none */
  readonly versionLabel: string | null;
  /** the one value of a label that the view's selector asks for; null where it asks for several or all */
  valueInView(label: string): string | null;
}

/** The two sides, or why there are none. They never share samples. */
export function comparisonOfChoice(
  choice: ChosenBaseline,
  view: ViewCompared
): { readonly comparison: Comparison } | { readonly problem: ChoiceProblem } {
  const { window, version } = view;
  switch (choice.kind) {
    case 'previous':
      return {
        comparison: ofWindow('previous', { fromMs: 2 * window.fromMs - window.toMs, toMs: window.fromMs }, view),
      };
    case 'window': {
      const { fromMs, toMs } = choice;
      const span = { fromMs, toMs };
      if (toMs <= fromMs) {
        return { problem: { kind: 'empty-window', ...span } };
      }
      if (toMs - fromMs > MOST_DAYS * DAY_MS) {
        return { problem: { kind: 'too-long', days: MOST_DAYS, ...span } };
      }
      return fromMs < window.toMs && toMs > window.fromMs
        ? { problem: { kind: 'overlap', ...span } }
        : { comparison: ofWindow('window', span, view) };
    }
    case 'label': {
      const { label, value, of } = choice;
      const inView = label === view.versionLabel && version !== null ? version : view.valueInView(label);
      if (value === (of ?? inView)) {
        return { problem: { kind: of === null ? 'same-value' : 'same-twice', label, value } };
      }
      // A version that is read alone stays so on both sides, except where versions are what is compared.
      const isByVersion = label === view.versionLabel;
      const side: ComparedSide = { ...window, version: isByVersion ? null : version };
      const ofValue = of ?? inView;
      const after: ComparedSide =
        isByVersion && version !== null && ofValue === version
          ? { ...window, version }
          : {
              ...side,
              match: ofValue === null ? { label, value, isOther: true } : { label, value: ofValue, isOther: false },
            };
      const before: ComparedSide = { ...side, match: { label, value, isOther: false } };
      return { comparison: { id: 'label', split: null, atMs: null, before, after } };
    }
  }
}

/** The other window is of all versions: then another one served, or may have. */
const ofWindow = (id: 'previous' | 'window', before: TimeSpan, { window, version }: ViewCompared): Comparison => ({
  id,
  split: null,
  atMs: null,
  before: { ...before, version: null },
  after: { ...window, version },
});
