/**
 * Equal requests that are under way at the same time are one: a flame graph and a table over the same query ask once.
 * Who leaves doesn't take the answer from the others; when the last one leaves, the request is aborted.
 */
import { defer, finalize, share, type Observable } from 'rxjs';

export class InFlight {
  private readonly underWay = new Map<string, Observable<unknown>>();

  /** @param key  equal for equal requests, whose answers must then have the same type */
  join<T>(key: string, start: () => Observable<T>): Observable<T> {
    return defer(() => {
      const joined = this.underWay.get(key) as Observable<T> | undefined;
      return joined ?? this.open(key, start);
    });
  }

  get size(): number {
    return this.underWay.size;
  }

  private open<T>(key: string, start: () => Observable<T>): Observable<T> {
    const shared = defer(start).pipe(
      finalize(() => {
        // Not one that was opened after this one ended.
        if (this.underWay.get(key) === shared) {
          this.underWay.delete(key);
        }
      }),
      share()
    );
    this.underWay.set(key, shared);
    return shared;
  }
}
