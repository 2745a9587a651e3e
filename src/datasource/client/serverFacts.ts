/** What was learnt about the server of a datasource, by its answers alone: plain builds leave the version text empty. */

/** How Pyroscope stores profiles, which decides what it can be asked. */
export type StorageMode = 'v1' | 'v2' | 'dual';

/** The selectors that a server which does not know them ignores, giving the profile of the whole service instead. */
export type IdKind = 'span' | 'trace' | 'profile';

/** Lives as long as the datasource object, that is until its settings are saved or the page is loaded anew. */
export class ServerFacts {
  /** false once it answered a pprof request without pprof */
  givesPprof: boolean | null = null;
  /** its node limit, once it refused the default one */
  maxNodesAllowed: number | null = null;
  storageMode: StorageMode | null = null;

  /** by kind: start of the earliest window in which the server was seen to select by such ids */
  private readonly selectsSinceMs = new Map<IdKind, number>();

  /**
   * True when the server was seen to select by ids of this kind in a window that began no later. In dual storage the
   * older part of the data is answered by v1, which ignores some kinds: what holds for a window holds for later ones,
   * not for earlier ones.
   */
  selectsBy(kind: IdKind, fromMs: number): boolean {
    return fromMs >= (this.selectsSinceMs.get(kind) ?? Infinity);
  }

  rememberSelectsBy(kind: IdKind, fromMs: number): void {
    this.selectsSinceMs.set(kind, Math.min(fromMs, this.selectsSinceMs.get(kind) ?? Infinity));
  }
}
