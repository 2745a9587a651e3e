import path from 'node:path';
import { Profile } from 'pprof-format';
import { readDataset } from '../standins/dataset';
import { readProfileTime, shiftProfileTime } from './pprofTime';

const dataset = readDataset(path.join(__dirname, '../dataset'));
const [push] = dataset.pushes;
const profile = dataset.readProfile(push.file);

it('moves the time of a recorded profile to the nanosecond and nothing else', () => {
  const shifted = shiftProfileTime(profile, 90_000);
  expect(readProfileTime(profile)).toBe(BigInt(push.timeNanos));
  expect(readProfileTime(shifted)).toBe(BigInt(push.timeNanos) + BigInt(90_000) * BigInt(1_000_000));
  expect(shifted.length).toBe(profile.length);
  // a second reader of pprof agrees on all the rest
  expect({ ...Profile.decode(shifted), timeNanos: 0 }).toEqual({ ...Profile.decode(profile), timeNanos: 0 });
});

it('comes back to the recorded time', () => {
  expect(readProfileTime(shiftProfileTime(shiftProfileTime(profile, 123), -123))).toBe(BigInt(push.timeNanos));
});

it('keeps one time where a message has two, the last as protobuf says', () => {
  const twice = Uint8Array.from([0x48, 5, 0x48, 7, 0x50, 1]);
  expect([...shiftProfileTime(twice, 0)]).toEqual([0x50, 1, 0x48, 7]);
});

it('gives no time to a profile without one', () => {
  expect([...shiftProfileTime(Uint8Array.of(0x50, 1), 1000)]).toEqual([0x50, 1]);
});

it.each([
  ['cut inside a field', profile.subarray(0, profile.length - 1)],
  ['not protobuf', new TextEncoder().encode('main;work 12')],
])('refuses bytes that are %s', (_, bytes) => {
  expect(() => shiftProfileTime(bytes, 0)).toThrow();
});
