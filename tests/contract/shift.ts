/** Moves the times in a recorded request, so that it asks a server that was filled with the recording at another time. */
import Pbf from 'pbf';
import type { Exchange } from './exchanges';

type Request = Exchange['request'];

const JSON_TIMES = new Set(['start', 'end']);
/** Prometheus and Tempo take seconds, the legacy API of Pyroscope milliseconds. */
const QUERY_SECONDS = new Set(['start', 'end', 'time']);
const QUERY_MS = /^(from|until|leftFrom|leftUntil|rightFrom|rightUntil)$/;

export function shiftRequest(request: Request, shiftMs: number): Request {
  const type = headerOf(request, 'content-type');
  const url = shiftUrl(request.url, shiftMs);
  if (request.body.length === 0) {
    return { ...request, url };
  }
  if (/^application\/proto/.test(type)) {
    return withBody({ ...request, url }, shiftProto(request.body, shiftMs));
  }
  if (/x-www-form-urlencoded/.test(type)) {
    return withBody({ ...request, url }, Buffer.from(shiftParams(request.body.toString('utf8'), shiftMs)));
  }
  return withBody({ ...request, url }, shiftJson(request.body, shiftMs));
}

function headerOf({ headers }: Request, name: string): string {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
}

/** The length that was recorded is not the length any more. */
function withBody(request: Request, body: Buffer): Request {
  const headers = Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  return { ...request, headers: Object.fromEntries(headers), body };
}

/** A body that is no JSON is sent as it is: that is what it was recorded for. */
function shiftJson(body: Buffer, shiftMs: number): Buffer {
  try {
    const shifted = JSON.stringify(JSON.parse(body.toString('utf8')), (key, value: unknown) =>
      JSON_TIMES.has(key) && typeof value === 'number' ? value + shiftMs : value
    );
    return Buffer.from(shifted);
  } catch {
    return body;
  }
}

function shiftUrl(url: string, shiftMs: number): string {
  const [path, query] = url.split('?');
  return query === undefined ? url : `${path}?${shiftParams(query, shiftMs)}`;
}

function shiftParams(query: string, shiftMs: number): string {
  return query
    .split('&')
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      const number = Number(decodeURIComponent(value));
      if (value === '' || !Number.isFinite(number)) {
        return pair;
      }
      if (QUERY_SECONDS.has(name)) {
        return `${name}=${(Math.round(number * 1000) + shiftMs) / 1000}`;
      }
      return QUERY_MS.test(name) ? `${name}=${number + shiftMs}` : pair;
    })
    .join('&');
}

/** Fields 3 and 4 of both merging requests of querier.proto are start and end; all others stay as they are. */
function shiftProto(body: Buffer, shiftMs: number): Buffer {
  const shifted = new Pbf();
  const reader = new Pbf(body);
  while (reader.pos < reader.length) {
    const key = reader.readVarint();
    const [field, isText] = [key >> 3, (key & 7) === 2];
    if (isText) {
      shifted.writeBytesField(field, reader.readBytes());
    } else {
      const value = reader.readVarint(true);
      shifted.writeVarintField(field, field === 3 || field === 4 ? value + shiftMs : value);
    }
  }
  return Buffer.from(shifted.finish());
}
