/**
 * A bounds-checked protobuf reader over `pbf`.
 *
 * `pbf` trusts its input: a length that passes the end of the file is cut short silently, and a varint that runs out of
 * bytes reads zeros. Here each of those is a `ProfileFormatError` that names the byte, so a cut file is always told.
 * The choice of library: docs/decisions/0001-protobuf-and-gzip.md.
 */
import Pbf from 'pbf';
import { type ProfileFormat, ProfileFormatError } from './profileFormatError';

export const WIRE_VARINT = 0;
export const WIRE_BYTES = 2;
const WIRE_FIXED64 = 1;
const WIRE_FIXED32 = 5;

/** Handles one field; it must consume the field's value and may call any `read…` once. */
export type FieldVisitor = (field: number, wireType: number) => void;

export class ProtoReader {
  private readonly pbf: Pbf;
  /** end of the innermost message that is being read */
  private end: number;

  /** @param format named in errors */
  constructor(
    bytes: Uint8Array,
    private readonly format: ProfileFormat = 'pprof'
  ) {
    this.pbf = new Pbf(bytes);
    this.end = bytes.length;
  }

  get position(): number {
    return this.pbf.pos;
  }

  /** Visits the fields of a message at `[start, end)`; fields that the visitor leaves unread are skipped. */
  eachField(start: number, end: number, visit: FieldVisitor): void {
    const { pbf } = this;
    const outerEnd = this.end;
    pbf.pos = start;
    this.end = end;
    while (pbf.pos < end) {
      const tag = this.readVarint();
      const before = pbf.pos;
      const wireType = tag & 7;
      visit(Math.floor(tag / 8), wireType);
      if (pbf.pos === before) {
        this.skip(wireType);
      }
    }
    this.end = outerEnd;
    if (pbf.pos !== end) {
      this.fail('a field that ends inside its message', 'one that runs past it');
    }
  }

  /** Unsigned. Above 2^53 the value is rounded: callers that cannot accept that check the size. */
  readVarint(): number {
    return this.readChecked(false);
  }

  /** Two's complement, as protobuf's int64. */
  readSignedVarint(): number {
    return this.readChecked(true);
  }

  /**
   * Appends the unsigned numbers of a packed list that ends at `listEnd`, as `readVarint` reads them.
   * Numbers of up to three bytes are read here: the lists of locations are most of a profile.
   */
  readPacked(listEnd: number, into: { readonly items: number[]; length: number }): void {
    const { pbf } = this;
    const { buf } = pbf;
    const { items } = into;
    let { length } = into;
    let { pos } = pbf;
    while (pos < listEnd) {
      let value = buf[pos];
      if (value < 0x80) {
        pos++;
      } else if (pos + 1 < listEnd && buf[pos + 1] < 0x80) {
        value = (buf[pos + 1] << 7) | (value & 0x7f);
        pos += 2;
      } else if (pos + 2 < listEnd && buf[pos + 2] < 0x80) {
        value = (buf[pos + 2] << 14) | ((buf[pos + 1] & 0x7f) << 7) | (value & 0x7f);
        pos += 3;
      } else {
        pbf.pos = pos;
        value = this.readVarint();
        pos = pbf.pos;
      }
      items[length++] = value;
    }
    pbf.pos = pos;
    into.length = length;
  }

  /** Length prefix of a string, sub-message or packed list: the end position, checked to lie inside the message. */
  readEnd(what: string): number {
    const length = this.readVarint();
    const { pos } = this.pbf;
    if (pos + length > this.end) {
      this.fail(`${length} bytes of ${what}`, `only ${this.end - pos} before its end`);
    }
    return pos + length;
  }

  /** Jumps over a value whose end is already known. */
  seek(position: number): void {
    this.pbf.pos = position;
  }

  fail(expected: string, found: string): never {
    throw new ProfileFormatError({ format: this.format, where: `byte ${this.pbf.pos}`, expected, found });
  }

  private readChecked(signed: boolean): number {
    const { pbf, end } = this;
    const start = pbf.pos;
    // One or two bytes are nearly all numbers of a profile; they can't be negative, and the library's way costs six times as much.
    if (start + 1 < end) {
      const { buf } = pbf;
      const low = buf[start];
      if (low < 0x80) {
        pbf.pos = start + 1;
        return low;
      }
      const high = buf[start + 1];
      if (high < 0x80) {
        pbf.pos = start + 2;
        return (high << 7) | (low & 0x7f);
      }
    }
    let value: number;
    try {
      value = pbf.readVarint(signed);
    } catch {
      // pbf's only throw here: no last byte within ten (zeros past the end of the file count as "more to come").
      pbf.pos = start;
      return start + 10 > end
        ? this.fail('the rest of a number', 'the end of the file')
        : this.fail('a number of at most 10 bytes', 'a longer one');
    }
    if (pbf.pos > end) {
      pbf.pos = start;
      this.fail('the rest of a number', 'the end of the message');
    }
    return value;
  }

  private skip(wireType: number): void {
    switch (wireType) {
      case WIRE_VARINT:
        this.readVarint();
        return;
      case WIRE_BYTES:
        this.seek(this.readEnd('a field'));
        return;
      case WIRE_FIXED64:
      case WIRE_FIXED32: {
        const size = wireType === WIRE_FIXED64 ? 8 : 4;
        if (this.pbf.pos + size > this.end) {
          this.fail(`${size} bytes of a fixed-size field`, 'the end of the message');
        }
        this.pbf.pos += size;
        return;
      }
      default:
        this.fail('a protobuf field (wire type 0, 1, 2 or 5)', `wire type ${wireType}`);
    }
  }
}
