/** Control characters (C0, C1, DEL) and marks that turn the direction of text: what moves a cursor or hides a name. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text out of a profile as a terminal may print it: unsafe characters become U+FFFD. */
export function safeText(text: string): string {
  return text.replace(UNSAFE, '\ufffd');
}
