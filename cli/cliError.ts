/** Bad input or arguments: one sentence for the user, exit code 2. Anything else that is thrown is a bug. */
export class CliError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'CliError';
  }
}
