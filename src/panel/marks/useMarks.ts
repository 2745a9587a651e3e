/**
 * The viewer's marks in Grafana's user storage: on the server for who is signed in, in the browser for others and wherever
 * the server refuses (Grafana's own fallback). Read once, after the first drawing; the panels of a page share one list.
 */
import { useMemo, useSyncExternalStore } from 'react';
import { usePluginUserStorage } from '@grafana/runtime';
import { isSameMark, MOST_MARKS, parseMarks, type Mark } from './marks';

export interface Marks {
  readonly marks: readonly Mark[];
  /** false where the last change could not be saved: it holds until the page is closed, and is saved with the next one */
  readonly isSaved: boolean;
  /** asks the storage, once a page; for when there is time */
  load(): void;
  /** one mark a function: a second one takes the place of the first */
  set(mark: Mark): void;
  remove(mark: Pick<Mark, 'service' | 'key'>): void;
}

const KEY = 'marks';

type Storage = Pick<ReturnType<typeof usePluginUserStorage>, 'getItem' | 'setItem'>;
type Change = (marks: readonly Mark[]) => readonly Mark[];
type State = Pick<Marks, 'marks' | 'isSaved'>;

const unread: State = { marks: [], isSaved: true };

/** One list a page, whatever panel changes it. */
const shared = {
  state: unread,
  isAsked: false,
  /** not in the storage yet, oldest first */
  pending: [] as readonly Change[],
  /** reads and writes one after the other, so that none works on a list that another one is about to replace */
  queue: Promise.resolve(),
  listeners: new Set<() => void>(),
  set(state: State) {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  },
};

const subscribe = (listener: () => void) => {
  shared.listeners.add(listener);
  return () => void shared.listeners.delete(listener);
};
const current = () => shared.state;

const apply = (marks: readonly Mark[], changes: readonly Change[]) =>
  changes.reduce((list, change) => change(list), marks);

function load(storage: Storage): void {
  if (shared.isAsked) {
    return;
  }
  shared.isAsked = true;
  shared.queue = shared.queue
    .then(async () => {
      const stored = parseMarks(await storage.getItem(KEY));
      if (stored.length > 0) {
        shared.set({ ...shared.state, marks: apply(stored, shared.pending) });
      }
    })
    // Without its marks the panel shows all rows, which is no error.
    .catch(() => undefined);
}

/** On screen at once. What the storage holds is read again first: another page may have changed it since. */
function change(storage: Storage, next: Change): void {
  shared.pending = [...shared.pending, next];
  shared.set({ ...shared.state, marks: next(shared.state.marks) });
  shared.queue = shared.queue.then(() => save(storage)).catch(() => shared.set({ ...shared.state, isSaved: false }));
}

/** @throws what the storage throws; then nothing is written over and the changes wait for the next one */
async function save(storage: Storage): Promise<void> {
  const stored = parseMarks(await storage.getItem(KEY));
  const changes = shared.pending;
  if (changes.length === 0) {
    return;
  }
  const marks = apply(stored, changes);
  await storage.setItem(KEY, JSON.stringify(marks));
  shared.pending = shared.pending.slice(changes.length);
  shared.set({ marks: apply(marks, shared.pending), isSaved: true });
}

const without = (marks: readonly Mark[], mark: Pick<Mark, 'service' | 'key'>) =>
  marks.filter((each) => !isSameMark(each, mark));

/** Inside of a plugin's context alone: Grafana's hook throws elsewhere. */
export function useMarks(): Marks {
  const storage: Storage = usePluginUserStorage();
  const state = useSyncExternalStore(subscribe, current);
  return useMemo(
    () => ({
      ...state,
      load: () => load(storage),
      set: (mark) => change(storage, (marks) => [...without(marks, mark), mark].slice(-MOST_MARKS)),
      remove: (mark) => change(storage, (marks) => without(marks, mark)),
    }),
    [state, storage]
  );
}

/** For tests: a page that has just been opened. */
export function forgetMarks(): void {
  shared.state = unread;
  shared.isAsked = false;
  shared.pending = [];
  shared.queue = Promise.resolve();
}
