/** `--focus`: a part of the profile, and how large a part it is, so that every answer can say so. */
import { type CallTree } from '../src/profiles/callTree';
import { focusCallTree } from '../src/profiles/focusCallTree';
import { CliError } from './cliError';
import { formatShare } from '../src/shared/lib/format';

export interface Focus {
  /** source of the regular expression */
  readonly pattern: string;
  /** functions whose name matches */
  readonly functions: number;
  /** part of the profile's weight on stacks through them, 0..1 */
  readonly share: number;
}

/** @throws CliError where no function matches, or none of weight */
export function focusProfile(whole: CallTree, pattern: RegExp): { readonly tree: CallTree; readonly focus: Focus } {
  const matches = whole.functions.name.map((name) => pattern.test(name));
  const tree = focusCallTree(whole, (func) => matches[func]);
  if (tree.total === 0) {
    throw new CliError(`No stack of the profile passes a function that matches ${pattern.source}, check --focus.`);
  }
  return {
    tree,
    focus: {
      pattern: pattern.source,
      functions: matches.filter(Boolean).length,
      share: tree.total / whole.total,
    },
  };
}

/** Shares of a focused profile are shares of the part; without this sentence they would be read as of the whole. */
export const focusText = ({ pattern, functions, share }: Focus): string =>
  `Only stacks through ${functions === 1 ? 'the function that matches' : `${functions} functions that match`} ` +
  `${pattern}: ${formatShare(share)} of the profile. Shares and savings are of this part.`;
