/** Untrusted text inside Markdown: in a sentence, and as code. */

/** Control characters (C0, C1, DEL) and marks that turn the direction of text: what moves a cursor or hides a name. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text out of a profile as a terminal or a ticket may hold it: unsafe characters become U+FFFD. */
export function safeText(text: string): string {
  return text.replace(UNSAFE, '\ufffd');
}

/** Everything that Markdown or GitHub gives a meaning inside a line, `@` and `#` (mentions, references) included. */
export function escapeMarkdown(text: string): string {
  return safeText(text)
    .replace(/[\\`*_[\]#|~>]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/@/g, '&#64;');
}

/** A name as code: the fence is longer than any run of backticks inside, and a cell's border is escaped. */
export function codeSpan(text: string): string {
  const safe = safeText(text).replace(/\|/g, '\\|');
  const longest = Math.max(0, ...Array.from(safe.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${safe}${fence}` : `${fence} ${safe} ${fence}`;
}
