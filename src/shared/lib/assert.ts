/**
 * Ends a switch over a union: the compiler refuses it while a member is unhandled.
 *
 * @throws always: reaching it means that outside data was trusted without being narrowed
 */
export function assertNever(value: never): never {
  throw new Error(`Unhandled value: ${JSON.stringify(value)}`);
}

/** States what must hold here. A failure is a bug in this code base, never a fault of the user's data. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new Error(`Assertion failed: ${message}`);
  }
}
