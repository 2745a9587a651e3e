import { defer, finalize, Subject } from 'rxjs';
import { InFlight } from './sharing';

function open() {
  const inFlight = new InFlight();
  const log: string[] = [];
  let answer = new Subject<string>();
  const ask = (key: string) =>
    inFlight.join(key, () =>
      defer(() => {
        log.push(`asked ${key}`);
        answer = new Subject<string>();
        return answer.pipe(finalize(() => log.push(`ended ${key}`)));
      })
    );
  const reply = (text: string) => {
    answer.next(text);
    answer.complete();
  };
  return { ask, reply, fail: (error: unknown) => answer.error(error), log, inFlight };
}

it('asks once for all who ask the same', () => {
  const { ask, reply, log, inFlight } = open();
  const got: string[] = [];
  ask('q').subscribe((text) => got.push(`first ${text}`));
  ask('q').subscribe((text) => got.push(`second ${text}`));
  reply('profile');
  expect(got).toEqual(['first profile', 'second profile']);
  expect(log).toEqual(['asked q', 'ended q']);
  expect(inFlight.size).toBe(0);
});

it('keeps different questions apart', () => {
  const { ask, log } = open();
  ask('q').subscribe();
  ask('r').subscribe();
  expect(log).toEqual(['asked q', 'asked r']);
});

it('is aborted when the last one leaves, not before', () => {
  const { ask, log, inFlight } = open();
  const first = ask('q').subscribe();
  const second = ask('q').subscribe();
  first.unsubscribe();
  expect(log).toEqual(['asked q']);
  second.unsubscribe();
  expect(log).toEqual(['asked q', 'ended q']);
  expect(inFlight.size).toBe(0);
});

it('is not kept: who comes later asks again, also after an error', () => {
  const { ask, reply, fail, log } = open();
  const errors: unknown[] = [];
  ask('q').subscribe({ error: (error: unknown) => errors.push(error) });
  ask('q').subscribe({ error: (error: unknown) => errors.push(error) });
  fail('broken');
  expect(errors).toEqual(['broken', 'broken']);
  ask('q').subscribe();
  reply('profile');
  ask('q').subscribe();
  expect(log.filter((entry) => entry === 'asked q')).toHaveLength(3);
});

it('asks when it is listened to, not when it is asked for', () => {
  const { ask, reply, log } = open();
  const later = ask('q');
  ask('q').subscribe();
  reply('profile');
  later.subscribe();
  expect(log).toEqual(['asked q', 'ended q', 'asked q']);
});
