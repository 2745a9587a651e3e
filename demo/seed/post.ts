/**
 * One POST with bounded patience. A server that starts up, is busy or limits the rate is asked again a few times; one
 * that refuses the data is not.
 */
import { SeedError } from './seedError';

export interface PostRequest {
  /** how the server is called in messages: 'Pyroscope' … */
  readonly server: string;
  /** the option that names the server, for the way out: '--pyroscope' … */
  readonly option: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** what to do about an answer 4xx, where more is known than the server's text; '' for nothing */
  readonly adviceFor?: (status: number, text: string) => string;
}

const WAITS_MS = [500, 1000, 2000, 4000];
const TIMEOUT_MS = 30_000;
const MAX_ANSWER_CHARS = 200;

/**
 * @param wait  resolves after the milliseconds; handed in by tests
 * @throws SeedError when the server stays unreachable or busy, or refuses
 */
export async function post(request: PostRequest, wait = sleep): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(request);
    if (outcome.kind === 'done') {
      return;
    }
    if (outcome.kind === 'refused' || attempt >= WAITS_MS.length) {
      throw new SeedError(outcome.message);
    }
    await wait(WAITS_MS[attempt]);
  }
}

type Outcome = { readonly kind: 'done' } | { readonly kind: 'refused' | 'retry'; readonly message: string };

async function attemptOnce(request: PostRequest): Promise<Outcome> {
  const { server, option, url } = request;
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: request.headers,
      // fetch wants bytes over a plain ArrayBuffer
      body: typeof request.body === 'string' ? request.body : Uint8Array.from(request.body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    return {
      kind: 'retry',
      message: `${server} does not answer at ${url} (${causeOf(error)}): start it, or give its address with ${option} URL.`,
    };
  }
  const text = (await response.text().catch(() => '')).trim().slice(0, MAX_ANSWER_CHARS);
  if (response.ok) {
    return { kind: 'done' };
  }
  const said = `${server} answered ${response.status} at ${url}${text === '' ? '' : `: "${text}"`}`;
  if (response.status === 429 || response.status >= 500) {
    return {
      kind: 'retry',
      message: `${said}; it stayed so for ${WAITS_MS.length + 1} attempts, look into its log and load again.`,
    };
  }
  const known = request.adviceFor?.(response.status, text) ?? '';
  return {
    kind: 'refused',
    message: `${said}; ${known === '' ? `check that ${option} names a ${server} server.` : known}`,
  };
}

/** Node hides the reason of a failed fetch in `cause`. */
function causeOf(error: unknown): string {
  const { name, message, cause } = error as {
    name?: string;
    message?: string;
    cause?: { code?: string; message?: string };
  };
  return name === 'TimeoutError'
    ? `no answer within ${TIMEOUT_MS / 1000} s`
    : (cause?.code ?? cause?.message ?? message ?? String(error));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
