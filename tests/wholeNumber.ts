/** A count or a seed from the command line. */

/** @throws where the text is no whole number from 1 on; the message ends in `usage` */
export function wholeNumber(name: string, text: string, usage: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`--${name} needs a whole number from 1 on, found ${JSON.stringify(text)}. ${usage}`);
  }
  return value;
}
