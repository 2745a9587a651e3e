/**
 * The viewer's marks in Grafana's user storage: on the server for who is signed in, in the browser for others and wherever
 * the server refuses (Grafana's own fallback). Read once, after the first drawing; the panels of a page share one list.
 */
import { useMemo, useSyncExternalStore } from 'react';
import { usePluginUserStorage } from '@grafana/runtime';
import { isSameMark, MOST_MARKS, parseMarks, type Mark } from './marks';

export interface Marks {
  readonly marks: readonly Mark[];
  /** asks the storage, once a page; for when there is time */
  load(): void;
  /** one mark a function: a second one takes the place of the first */
  set(mark: Mark): void;
  remove(mark: Pick<Mark, 'service' | 'key'>): void;
}

const KEY = 'marks';

type Storage = Pick<ReturnType<typeof usePluginUserStorage>, 'getItem' | 'setItem'>;

/** One list a page, whatever panel changes it. */
const shared = {
  marks: [] as readonly Mark[],
  isAsked: false,
  listeners: new Set<() => void>(),
  set(marks: readonly Mark[]) {
    this.marks = marks;
    this.listeners.forEach((listener) => listener());
  },
};

const subscribe = (listener: () => void) => {
  shared.listeners.add(listener);
  return () => void shared.listeners.delete(listener);
};
const current = () => shared.marks;

function load(storage: Storage): void {
  if (shared.isAsked) {
    return;
  }
  shared.isAsked = true;
  storage.getItem(KEY).then(
    (text) => {
      // What was marked before the answer came is newer.
      const kept = parseMarks(text).filter((mark) => !shared.marks.some((newer) => isSameMark(mark, newer)));
      if (kept.length > 0) {
        shared.set([...kept, ...shared.marks]);
      }
    },
    // Without its marks the panel shows all rows, which is no error.
    () => undefined
  );
}

/** Inside of a plugin's context alone: Grafana's hook throws elsewhere. */
export function useMarks(): Marks {
  const storage: Storage = usePluginUserStorage();
  const marks = useSyncExternalStore(subscribe, current);
  return useMemo(() => {
    const write = (next: readonly Mark[]) => {
      shared.set(next);
      void storage.setItem(KEY, JSON.stringify(next)).catch(() => undefined);
    };
    const without = (mark: Pick<Mark, 'service' | 'key'>) => shared.marks.filter((each) => !isSameMark(each, mark));
    return {
      marks,
      load: () => load(storage),
      set: (mark) => write([...without(mark), mark].slice(-MOST_MARKS)),
      remove: (mark) => write(without(mark)),
    };
  }, [marks, storage]);
}

/** For tests: a page that has just been opened. */
export function forgetMarks(): void {
  shared.marks = [];
  shared.isAsked = false;
}
