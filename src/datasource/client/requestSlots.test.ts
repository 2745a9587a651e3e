import { defer, EMPTY, Subject, throwError, type Observable, type Subscription } from 'rxjs';
import { RequestSlots, type Lane } from './requestSlots';

/** Works by name, in so many slots: which were started, and a way to end each. */
function open(count: number) {
  const slots = new RequestSlots(count);
  const started: string[] = [];
  const ends = new Map<string, Subject<void>>();
  const run = (name: string, lane: Lane = 'profile', work?: Observable<void>): Subscription => {
    const end = new Subject<void>();
    ends.set(name, end);
    const traced = defer(() => {
      started.push(name);
      return work ?? end;
    });
    return slots.run(traced, lane).subscribe({ error: () => undefined });
  };
  return { run, started, end: (name: string) => ends.get(name)?.complete() };
}

it('starts as many as there are slots, and the next when one ends', () => {
  const { run, started, end } = open(2);
  ['a', 'b', 'c', 'd'].forEach((name) => run(name));
  expect(started).toEqual(['a', 'b']);
  end('b');
  expect(started).toEqual(['a', 'b', 'c']);
  end('a');
  expect(started).toEqual(['a', 'b', 'c', 'd']);
});

it('lets lookups go first', () => {
  const { run, started, end } = open(1);
  run('profile 1');
  run('profile 2');
  run('names', 'lookup');
  end('profile 1');
  end('names');
  expect(started).toEqual(['profile 1', 'names', 'profile 2']);
});

it('gives the place back on an error, on an end without an answer, and when nobody listens any more', () => {
  const { run, started } = open(1);
  run(
    'failing',
    'profile',
    throwError(() => new Error('failed'))
  );
  run('empty', 'profile', EMPTY);
  const left = run('left');
  run('last');
  expect(started).toEqual(['failing', 'empty', 'left']);
  left.unsubscribe();
  expect(started).toEqual(['failing', 'empty', 'left', 'last']);
});

it('never starts what was left while it waited', () => {
  const { run, started, end } = open(1);
  run('a');
  run('b').unsubscribe();
  run('c');
  end('a');
  expect(started).toEqual(['a', 'c']);
});
