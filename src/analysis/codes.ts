/** Codes of the columns by function: whose code it is, and what else is known of it. */
import type { Ownership } from './model';

/** Code of an ownership level in a column = its index here. */
export const OWNERSHIP: readonly Ownership[] = ['owned', 'vendored', 'stdlib', 'runtime', 'kernel', 'unresolved'];
export const OWNED = 0;
export const VENDORED = 1;
export const STDLIB = 2;
export const RUNTIME = 3;
export const KERNEL = 4;
export const UNRESOLVED = 5;

export const FLAG_ARTEFACT = 1;
export const FLAG_HIDDEN = 2;
export const FLAG_SCAFFOLD = 4;
export const FLAG_CLOSURE = 8;
export const FLAG_INHERENT = 16;
export const FLAG_INFRASTRUCTURE = 32;
export const FLAG_KERNEL = 64;
/** the name says nothing: the table calls it unresolved, or there is none */
export const FLAG_NAMELESS = 128;
