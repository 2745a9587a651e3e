/** A made-up CPU profile as pprof bytes, as a server would send it: locations with inlined lines, one mapping. */
import Pbf from 'pbf';
import { madeUpStacks, type MadeUpFrame } from '../../shared/ui/worker/madeUpStacks';

/** One location in so many holds a second, inlined line. */
const INLINED_EVERY = 6;

/** Field numbers: `perftools.profiles.Profile` of pprof's profile.proto. @param count samples, at least 1 */
export function madeUpPprof(count: number): Uint8Array {
  const pbf = new Pbf();
  const texts = new Ids<string>(['']);
  const functions = new Ids<string>();
  const locations = new Ids<string>();
  const frameOf = new Map<string, MadeUpFrame>();
  const locationOf = (frame: MadeUpFrame) => {
    const key = `${frame.name}:${frame.line}`;
    frameOf.set(key, frame);
    functions.idOf(frame.name);
    return locations.idOf(key) + 1;
  };
  pbf.writeMessage(
    1,
    (type, message) => type.forEach((text, at) => message.writeVarintField(at + 1, texts.idOf(text))),
    ['cpu', 'nanoseconds']
  );
  for (const { frames, weight } of madeUpStacks(count)) {
    pbf.writeMessage(
      2,
      (stack, message) => {
        message.writePackedVarint(1, stack);
        message.writePackedVarint(2, [weight]);
      },
      frames.map(locationOf).reverse()
    );
  }
  pbf.writeMessage(3, (file, message) => writeFields(message, { 1: 1, 5: texts.idOf(file) }), '/srv/warm');
  locations.all.forEach((key, at) => {
    const { name, line } = frameOf.get(key)!;
    const inlined = at % INLINED_EVERY === 0 ? [{ 1: ((at * 7) % functions.all.length) + 1, 2: line }] : [];
    const lines = [...inlined, { 1: functions.idOf(name) + 1, 2: line }];
    pbf.writeMessage(
      4,
      (fields, message) => {
        writeFields(message, fields);
        lines.forEach((each) => message.writeMessage(4, (numbers, part) => writeFields(part, numbers), each));
      },
      { 1: at + 1, 2: 1 }
    );
  });
  const files = new Map([...frameOf.values()].map(({ name, file, start }) => [name, { file, start }]));
  functions.all.forEach((name, at) => {
    const { file, start } = files.get(name)!;
    const fields = { 1: at + 1, 2: texts.idOf(name), 4: texts.idOf(file), 5: start };
    pbf.writeMessage(5, (numbers, message) => writeFields(message, numbers), fields);
  });
  texts.all.forEach((text) => pbf.writeStringField(6, text));
  return pbf.finish();
}

function writeFields(pbf: Pbf, fields: Readonly<Record<number, number>>): void {
  Object.entries(fields).forEach(([field, value]) => pbf.writeVarintField(Number(field), value));
}

/** Values in the order of their first use. */
class Ids<T> {
  readonly all: T[] = [];
  private readonly known = new Map<T, number>();

  constructor(first: readonly T[] = []) {
    first.forEach((value) => this.idOf(value));
  }

  idOf(value: T): number {
    const at = this.known.get(value) ?? this.all.push(value) - 1;
    this.known.set(value, at);
    return at;
  }
}
