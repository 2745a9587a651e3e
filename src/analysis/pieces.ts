/**
 * Long loops in pieces: the body is a function of its own that is called for some hundred elements at a time.
 *
 * A pass over all nodes is one call a profile. V8 optimises such a function in the middle of its loop (on-stack
 * replacement), and what it compiles for that is held weakly: the next collection throws it away, so that every refresh
 * began each pass in slow code and compiled it again (at a million nodes for most of the time). A function that is
 * called often is compiled as a whole, from its first run on, and is kept as long as the function itself. So bodies stand
 * at the top level of their file: what is created anew for each profile is collected with it.
 */

/** Small enough that the first run's second piece may be fast already, large enough that calls cost nothing. */
const PIECE = 1024;

/**
 * @param state  what the body reads and writes; one object literal, so that it always looks the same
 * @param body   a function at the top level of a file
 */
export function inPieces<State>(
  length: number,
  state: State,
  body: (state: State, from: number, to: number) => void
): void {
  for (let from = 0; from < length; from += PIECE) {
    body(state, from, Math.min(from + PIECE, length));
  }
}
