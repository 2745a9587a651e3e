import { defer, lastValueFrom, of, throwError } from 'rxjs';
import { retryWhereSafe, waitBefore } from './retry';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Counts how often it was asked; answers with the errors in order, then well. */
function server(...errors: unknown[]) {
  let asked = 0;
  const answer = defer(() => {
    const error = errors[asked++];
    return error === undefined ? of('profile') : throwError(() => error);
  });
  return { asked: () => asked, answer };
}

it.each([429, 503])('asks again after %d, each time later', async (status) => {
  const { asked, answer } = server({ status }, { status });
  const result = lastValueFrom(answer.pipe(retryWhereSafe(() => 1)));
  expect(asked()).toBe(1);
  await jest.advanceTimersByTimeAsync(499);
  expect(asked()).toBe(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(asked()).toBe(2);
  await jest.advanceTimersByTimeAsync(999);
  expect(asked()).toBe(2);
  await jest.advanceTimersByTimeAsync(1);
  expect(await result).toBe('profile');
});

it('gives up after three tries, with the error of the server', async () => {
  const error = { status: 503 };
  const { asked, answer } = server(error, error, error, error);
  const result = expect(lastValueFrom(answer.pipe(retryWhereSafe()))).rejects.toBe(error);
  await jest.runAllTimersAsync();
  await result;
  expect(asked()).toBe(3);
});

it.each([400, 401, 403, 404, 408, 422, 499, 500, 501, 502, 504])('asks once on %d', async (status) => {
  const { asked, answer } = server({ status });
  await expect(lastValueFrom(answer.pipe(retryWhereSafe()))).rejects.toEqual({ status });
  expect(asked()).toBe(1);
});

it('asks once when the connection broke', async () => {
  const { asked, answer } = server(new TypeError('Failed to fetch'));
  await expect(lastValueFrom(answer.pipe(retryWhereSafe()))).rejects.toThrow('Failed to fetch');
  expect(asked()).toBe(1);
});

it('asks no more once nobody listens', async () => {
  const { asked, answer } = server({ status: 503 });
  const subscription = answer.pipe(retryWhereSafe()).subscribe({ error: () => undefined });
  subscription.unsubscribe();
  await jest.runAllTimersAsync();
  expect(asked()).toBe(1);
});

describe('the wait', () => {
  const after = (value: string) => ({ status: 429, headers: new Headers({ 'Retry-After': value }) });

  it.each([
    ['spread over half of it', { status: 429 }, 1, 0, 250],
    ['at its longest', { status: 429 }, 2, 1, 1000],
    ['at least what the server asks', after('3'), 1, 0, 3000],
    ['and a little more by chance', after('3'), 1, 1, 3500],
    ['until the moment that the server names', after('Thu, 01 Jan 2026 00:00:05 GMT'), 1, 0, 5000],
    ['not before now', after('Wed, 31 Dec 2025 00:00:00 GMT'), 1, 0, 0],
    ['as if it was not there where it cannot be read', after('soon'), 1, 1, 500],
    ['none: too long for somebody who looks on', after('60'), 1, 0, null],
  ])('%s', (_, error, attempt, random, wait) => {
    jest.setSystemTime(new Date('2026-01-01T00:00:00Z'));
    expect(waitBefore(error, attempt, random)).toBe(wait);
  });
});
