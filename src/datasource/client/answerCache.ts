/**
 * Answers that can't change any more, bounded by their bytes; what was not used for longest goes first.
 *
 * A `Map` keeps the order of insertion, so taking an entry out and putting it back makes it the youngest.
 */

interface Entry {
  readonly value: unknown;
  readonly bytes: number;
}

export class AnswerCache {
  private readonly entries = new Map<string, Entry>();
  private held = 0;

  constructor(private readonly maxBytes: number) {}

  /** Bytes held now. */
  get bytes(): number {
    return this.held;
  }

  /** @returns null where the key has no answer. Answers are shared: nobody may change them. */
  get(key: string): { readonly value: unknown } | null {
    const entry = this.entries.get(key);
    if (!entry) {
      return null;
    }
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  /** An answer larger than a quarter of the room is not kept: it would push out everything else. */
  set(key: string, value: unknown, bytes: number): void {
    this.drop(key);
    if (bytes > this.maxBytes / 4) {
      return;
    }
    this.entries.set(key, { value, bytes });
    this.held += bytes;
    for (const oldest of this.entries.keys()) {
      if (this.held <= this.maxBytes) {
        break;
      }
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (entry) {
      this.entries.delete(key);
      this.held -= entry.bytes;
    }
  }
}
