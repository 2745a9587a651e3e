/** A load that can't go on. The message is one sentence with a way out; the command line prints it and exits with 2. */
export class SeedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SeedError';
  }
}
