import { messageOf } from './pyroscopeError';
import { nameError } from './errors';
import { readErrorRecordings, readRecording, type Recording } from './testing/recordings';

/** As Grafana's `fetch` throws it; `buffer` when the request asked for an ArrayBuffer. */
function thrown({ response }: Recording, as: 'json' | 'buffer') {
  const body = response.body ?? '';
  if (as === 'buffer') {
    return { status: response.status, statusText: '', data: new TextEncoder().encode(body).buffer };
  }
  const isJson = response.headers['content-type']?.startsWith('application/json');
  return {
    status: response.status,
    statusText: '',
    data: isJson ? (JSON.parse(body) as unknown) : { message: body, response: body },
  };
}

const recordings = readErrorRecordings();

it('has the recorded errors of all three storage modes', () => {
  expect(recordings.length).toBeGreaterThan(90);
});

describe.each(['json', 'buffer'] as const)('with the body as %s', (as) => {
  it.each(recordings.map((recording) => [recording.file, recording] as const))('names %s', (_, recording) => {
    const named = nameError(thrown(recording, as));
    expect(['unexpected', 'refused', 'server-error']).not.toContain(named.kind);
    expect(named.status).toBe(recording.response.status);
    for (const sentence of [named.what, named.why, named.next]) {
      expect(sentence).toMatch(/^\p{Lu}.*\.$/su);
      expect(sentence).not.toMatch(/rpc error|\{"|\{\d\}/);
    }
  });
});

describe('the same fault has the same name in every storage mode', () => {
  it.each([
    ['err-selector-malformed', 'label-selector', 'unexpected identifier "checkout" in label matching, expected string'],
    ['err-selector-empty', 'label-selector', 'unexpected end of input'],
    ['err-profile-type', 'profile-type', 'The profile type “cpu” is not one.'],
    ['err-start-after-end', 'range-reversed', 'ends before it starts'],
    ['err-range-too-long', 'range-too-long', 'reads at most 1d at once'],
    [
      'err-max-nodes-too-big',
      'max-nodes-too-large',
      'Max nodes 2000000 is too large. This server allows at most 1048576.',
    ],
    ['err-max-nodes-negative', 'max-nodes-invalid', 'allows 1 to 1048576'],
    ['err-span-id-malformed', 'span-id', 'Details: “invalid span id length: "xyz"”'],
    ['err-series-step-0', 'step', 'at least 1 ms'],
    ['err-unknown-method', 'unknown-method', 'not known to the server'],
    ['err-get', 'method-refused', 'by POST'],
    ['err-415', 'content-refused', 'kind of request'],
    ['err-accept-malformed', 'header', 'refuses a header'],
    ['err-start-not-a-number', 'request-unreadable', 'could not read the request'],
  ])('%s', (name, kind, text) => {
    const same = recordings.filter(({ file }) => file.endsWith(`-${name}`));
    expect(same).toHaveLength(3);
    for (const recording of same) {
      const named = nameError(thrown(recording, 'json'));
      expect(named.kind).toBe(kind);
      expect(messageOf(named)).toContain(text);
    }
  });
});

it('names what v1 storage cannot do, with the way out', () => {
  const named = nameError(thrown(readRecording('pyroscope-v1/027-trace-id-selector'), 'json'));
  expect(named).toMatchObject({
    kind: 'needs-v2',
    status: 501,
    next: expect.stringContaining('-architecture.storage=v2'),
  });
});

it.each([
  ['unreachable', { status: 502, statusText: 'Bad Gateway', data: { message: 'Bad Gateway', response: '' } }],
  ['timeout', { status: 504, statusText: 'Gateway Timeout', data: { message: 'Gateway Timeout' } }],
  [
    'timeout',
    { status: 504, data: { code: 'deadline_exceeded', message: 'request timed out, decrease the duration' } },
  ],
  ['tenant-missing', { status: 401, data: { code: 'unauthenticated', message: 'no org id' } }],
  ['sign-in', { status: 401, data: { message: 'Unauthorized' } }],
  ['sign-in-or-tenant', { status: 400, data: 'Authentication to data source failed' }],
  [
    'no-permission',
    {
      status: 403,
      data: {
        message: "You'll need additional permissions to perform this action. Permissions needed: datasources:query",
      },
    },
  ],
  ['forbidden', { status: 403, data: '' }],
  [
    'regular-expression',
    {
      status: 400,
      data: {
        code: 'invalid_argument',
        message:
          'parsing label selector "{a=~\\"[\\"}": 1:2: parse error: error parsing regexp: missing closing ]: `[`',
      },
    },
  ],
  ['query-too-long', { status: 414, data: '' }],
  ['query-too-long', { status: 431, data: '' }],
  ['too-large', { status: 413, data: '' }],
  ['stopped', { status: 499, data: { code: 'canceled', message: 'context canceled' } }],
  ['rate-limited', { status: 429, data: { code: 'resource_exhausted', message: 'too many requests' } }],
  ['unavailable', { status: 503, data: { code: 'unavailable', message: 'not ready' } }],
  [
    'too-large',
    {
      status: 500,
      data: {
        code: 'unknown',
        message: 'rpc error: code = ResourceExhausted desc = grpc: received message larger than max (1 vs. 2)',
      },
    },
  ],
  ['server-error', { status: 500, data: { code: 'internal', message: 'panic' } }],
  ['html', { status: 404, data: { message: '', response: '<!DOCTYPE html><html><body>nginx</body></html>' } }],
  ['no-answer', new TypeError('Failed to fetch')],
  ['no-datasource', thrown(readRecording('grafana/045-unknown-datasource'), 'json')],
  ['profile-type', thrown(readRecording('grafana/041-proxy-pyroscope-error'), 'json')],
  ['unexpected', { status: 418, data: { message: 'teapot' } }],
])('names %s', (kind, error) => {
  expect(nameError(error).kind).toBe(kind);
});

it('shows the words of the server, shortened and never as anything but text', () => {
  const named = nameError({ status: 500, data: { code: 'unknown', message: `<script>${'x'.repeat(10_000)}` } });
  expect(named.said).toMatch(/^<script>x+…$/);
  expect(named.said.length).toBeLessThan(320);
});
