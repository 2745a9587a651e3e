/**
 * One crosshair time for the three charts, shared with the dashboard.
 *
 * A store outside React: the pointer moves faster than the strip should render, so charts move their own cursor line and
 * only the header values subscribe. Events of other panels come in through the dashboard's event bus and go out throttled.
 */
import { DataHoverClearEvent, DataHoverEvent, type EventBus } from '@grafana/data';

/** As Grafana's own charts throttle their hover events. */
const PUBLISH_INTERVAL_MS = 100;

export interface Crosshair {
  /** epoch milliseconds; null while nothing is pointed at */
  getTime(): number | null;
  /** Pointer on one of our charts: tells the others and, throttled, the dashboard. */
  point(timeMs: number | null): void;
  subscribe(listener: () => void): () => void;
}

export interface CrosshairLink {
  readonly crosshair: Crosshair;
  /** Joins the dashboard's bus; the returned function leaves it. */
  connect(bus: EventBus, isSynced: () => boolean): () => void;
}

export function createCrosshair(): CrosshairLink {
  let time: number | null = null;
  let bus: EventBus | null = null;
  let isSynced = () => false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lastPublished = 0;
  const listeners = new Set<() => void>();
  const payload: { point: Record<string, number | null> } = { point: { time: null } };

  const change = (next: number | null) => {
    if (next !== time) {
      time = next;
      listeners.forEach((listener) => listener());
    }
  };

  const publish = () => {
    timer = null;
    lastPublished = Date.now();
    if (time === null) {
      bus?.publish(new DataHoverClearEvent());
    } else {
      payload.point = { time };
      bus?.publish(new DataHoverEvent(payload));
    }
  };

  return {
    crosshair: {
      getTime: () => time,
      point(timeMs) {
        if (timeMs === time) {
          return;
        }
        change(timeMs);
        if (bus !== null && isSynced() && timer === null) {
          timer = setTimeout(publish, Math.max(0, PUBLISH_INTERVAL_MS - (Date.now() - lastPublished)));
        }
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    connect(nextBus, nextIsSynced) {
      bus = nextBus;
      isSynced = nextIsSynced;
      const subscriptions = [
        nextBus.subscribe(DataHoverEvent, (event) => {
          const at = event.payload?.point?.time;
          // Our own event comes back on the same bus.
          if (event.payload !== payload && isSynced() && typeof at === 'number') {
            change(at);
          }
        }),
        nextBus.subscribe(DataHoverClearEvent, (event) => {
          if (event.origin !== nextBus && isSynced()) {
            change(null);
          }
        }),
      ];
      return () => {
        subscriptions.forEach((subscription) => subscription.unsubscribe());
        if (timer !== null) {
          clearTimeout(timer);
          timer = null;
        }
        bus = null;
      };
    },
  };
}
