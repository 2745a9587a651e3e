/**
 * Reads what went wrong out of whatever `getBackendSrv().fetch` throws, as facts. Which named error the facts are, is
 * decided in `errors.ts`.
 *
 * Error bodies come in many shapes: Connect's `{code, message}`, the same nested as JSON text in `message` (storage
 * mode v1 wraps the error of an inner server, also twice), Grafana's own `{message}`, plain text, an HTML page or
 * nothing; each as ArrayBuffer when the request asked for one.
 */
import { isRecord } from './json';

export interface Failure {
  /** HTTP status; null when no answer arrived */
  readonly status: number | null;
  /** innermost Connect code (`invalid_argument`, …); '' where the body has none */
  readonly code: string;
  /** innermost message, without the wrappers of servers on the way; untrusted text, may be '' */
  readonly text: string;
  readonly kind: 'answer' | 'html' | 'no-answer' | 'cancelled';
}

/** Wrappers nest once or twice in the recorded answers; more than this is no wrapper. */
const MAX_NESTING = 5;

export function readFailure(error: unknown): Failure {
  if (!isRecord(error)) {
    return { status: null, code: '', text: String(error), kind: 'no-answer' };
  }
  if (error.cancelled === true || error.name === 'AbortError') {
    return { status: null, code: '', text: '', kind: 'cancelled' };
  }
  const status = typeof error.status === 'number' && error.status >= 100 ? error.status : null;
  if (status === null) {
    return { status, code: '', text: stringOf(error.message) || bodyText(error.data), kind: 'no-answer' };
  }
  const body = bodyText(error.data);
  if (isHtml(body)) {
    return { status, code: '', text: '', kind: 'html' };
  }
  const { code, text } = innermost(body);
  return { status, code, text: text || stringOf(error.statusText), kind: 'answer' };
}

/** True for a web page: what a wrong address, a sign-in page or a load balancer answers. */
export function isHtml(body: string): boolean {
  return /^\s*(<!doctype html|<html|<head|<\?xml)/i.test(body);
}

/** Follows `message` through nested JSON texts and strips `rpc error: code = X desc = ` prefixes. */
function innermost(body: string): { code: string; text: string } {
  let code = '';
  let text = body;
  for (let depth = 0; depth < MAX_NESTING; depth++) {
    const parsed = parseRecord(text);
    if (!parsed) {
      break;
    }
    code = stringOf(parsed.code) || code;
    const next = stringOf(parsed.message) || stringOf(parsed.error);
    if (!next) {
      return { code, text: '' };
    }
    text = next;
  }
  return { code, text: text.replace(/^(?:unknown: )?rpc error: code = \w+ desc = /, '').trim() };
}

/** The body as text. Grafana turns a text body into `{message: statusText or text, response: text}`. */
function bodyText(data: unknown): string {
  if (typeof data === 'string') {
    return data;
  }
  if (isArrayBuffer(data)) {
    return new TextDecoder().decode(new Uint8Array(data));
  }
  if (!isRecord(data)) {
    return '';
  }
  return typeof data.response === 'string' ? data.response : JSON.stringify(data);
}

function parseRecord(text: string): Record<string, unknown> | null {
  if (!text.trimStart().startsWith('{')) {
    return null;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** By its tag: `instanceof` fails for a buffer of another realm (a worker, jsdom). */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}
