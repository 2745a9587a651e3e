/**
 * Limits of what a decoder accepts. They bound memory and time for hostile or broken input and lie far above every real
 * profile seen (largest: 425 k nodes, 10 MB after gunzip). Passing one is a `ProfileFormatError`, never a silent cut.
 */

/** Bytes after gunzip. A gzip bomb stops here: gzip can grow a thousandfold. */
export const MAX_DECODED_BYTES = 512 * 1024 * 1024;

/** Call nodes of one tree: about 40 bytes each in columns. */
export const MAX_NODES = 4_000_000;

/** Frames of one stack. Tools cut stacks at 64 … 2048 frames; a runaway recursion recorded in full may be deeper. */
export const MAX_DEPTH = 200_000;

/** Characters of one function or file name. C++ templates reach a few thousand. */
export const MAX_NAME_LENGTH = 65_536;

/**
 * Largest weight of one stack: above it a double no longer holds every integer, so the number could not be shown as
 * the profiler wrote it. 2^53 ns are 104 days of CPU in one stack, 2^53 bytes 8 PiB: no real stack has them, flipped
 * bits do. Sums may pass the limit (a fleet over a day); they are then rounded to 53 bits, a relative error of 1e-16
 * per addition.
 */
export const MAX_WEIGHT = Number.MAX_SAFE_INTEGER;
