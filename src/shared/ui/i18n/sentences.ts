/**
 * Sentences with emphasised values, whole in translation: the words around a value are one text, in any order.
 *
 *   inSegments(t('answer.wait', 'The wait is in {{place}}.', { place: emphasised('fraud.DeepScan') }))
 *     → 'The wait is in ' · strong 'fraud.DeepScan' · '.'
 *
 * The marks are characters for private use, which no text on screen has; they are taken out of the value.
 */
import type { TextSegment } from '../../../analysis/wording';

const OPEN = '\uE000';
const CLOSE = '\uE001';

export const emphasised = (value: string): string => `${OPEN}${value.replace(/[\uE000\uE001]/g, '')}${CLOSE}`;

export function inSegments(text: string): readonly TextSegment[] {
  return text
    .split(/(\uE000[^\uE001]*\uE001)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith(OPEN) ? { text: part.slice(1, -1), strong: true } : { text: part }));
}

/** Sentences one after the other; those that are not said are left out. */
export function sentences(...parts: ReadonlyArray<string | readonly TextSegment[] | null>): readonly TextSegment[] {
  return parts
    .map((part) => (typeof part === 'string' ? inSegments(part) : (part ?? [])))
    .filter((segments) => segments.length > 0)
    .flatMap((segments, at) => (at === 0 ? segments : [{ text: ' ' }, ...segments]));
}

/** A whole sentence that carries the answer. */
export const strongly = (text: string): readonly TextSegment[] => [{ text, strong: true }];

/** A message of another program as a sentence. */
export const endSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
