/**
 * How many requests of one datasource are under way at a time. A dashboard of twenty panels, or one function over time in
 * forty windows, must not fall on the server all at once.
 */
import { Observable, type Subscription } from 'rxjs';

/** `lookup`: names for an editor or a variable, cheap and waited for by panels; they go before profiles. */
export type Lane = 'lookup' | 'profile';

/** As many as Grafana lets through over HTTP/1, where a browser opens six connections and one must stay free. */
export const DEFAULT_SLOTS = 5;

export class RequestSlots {
  private busy = 0;
  private readonly waiting: Record<Lane, Set<() => void>> = { lookup: new Set(), profile: new Set() };

  constructor(private readonly slots = DEFAULT_SLOTS) {}

  /** @returns `work`, started once there is room; unsubscribing gives the place back, also one in the queue */
  run<T>(work: Observable<T>, lane: Lane): Observable<T> {
    return new Observable<T>((subscriber) => {
      let running: Subscription | null = null;
      const queue = this.waiting[lane];
      const start = () => {
        queue.delete(start);
        this.busy++;
        // Also when it ends by itself, at once: `add` runs it then.
        running = work.subscribe(subscriber);
        running.add(() => {
          this.busy--;
          this.startNext();
        });
      };
      if (this.busy < this.slots) {
        start();
      } else {
        queue.add(start);
      }
      return () => {
        queue.delete(start);
        running?.unsubscribe();
      };
    });
  }

  private startNext(): void {
    if (this.busy < this.slots) {
      const [next] = this.waiting.lookup.size > 0 ? this.waiting.lookup : this.waiting.profile;
      next?.();
    }
  }
}
