import { bytesOf, readRecording } from '../testing/recordings';
import { CPU } from '../testing/setup';
import { BrokenMessageError, encodePprofRequest, hasSamples, readPprofAnswer } from './protobuf';

jest.mock('@grafana/runtime', () => ({ getTemplateSrv: jest.fn(), getBackendSrv: jest.fn() }));

const { request, response } = readRecording('pyroscope/020-pprof-proto');
const answer = bytesOf(response.bodyBase64);

it('encodes the recorded request byte for byte', () => {
  const encoded = encodePprofRequest({
    profileTypeId: CPU,
    labelSelector: '{service_name="checkout"}',
    fromMs: 1795385950158,
    toMs: 1795386010158,
    maxNodes: 65536,
    spanIds: [],
    traceIds: [],
    profileIds: [],
  });
  expect(Buffer.from(encoded).toString('base64')).toBe(request.bodyBase64);
});

it('encodes ids under the field numbers of the interface', () => {
  const none = {
    profileTypeId: '',
    labelSelector: '',
    fromMs: 0,
    toMs: 0,
    maxNodes: 1,
    spanIds: [],
    traceIds: [],
    profileIds: [],
  };
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  // key = field number × 8 + 2 (length-delimited): 8 → 42, 10 → 52, 11 → 5a
  expect(hex(encodePprofRequest({ ...none, profileIds: ['p'], traceIds: ['t'], spanIds: ['s', 'u'] }))).toMatch(
    /4201705201745a01735a0175$/
  );
  // 7 → 3a, inside it a location (0a) with its name (0a)
  expect(hex(encodePprofRequest({ ...none, callSite: ['m', 'w'] }))).toMatch(/3a0a0a030a016d0a030a0177$/);
});

it('finds the profile inside an answer', () => {
  const pprof = readPprofAnswer(answer);
  expect(pprof?.length).toBe(136907);
  expect(hasSamples(pprof ?? new Uint8Array())).toBe(true);
});

it('tells an answer without pprof, as older servers give it, from an empty one', () => {
  const flamegraphOnly = Uint8Array.of(0x0a, 0x02, 0x0a, 0x00);
  expect(readPprofAnswer(flamegraphOnly)).toBeNull();
  const emptyProfile = Uint8Array.of(0x2a, 0x02, 0x0a, 0x00);
  expect(readPprofAnswer(emptyProfile)).toEqual(new Uint8Array());
  expect(readPprofAnswer(new Uint8Array())).toEqual(new Uint8Array());
  expect(hasSamples(new Uint8Array())).toBe(false);
});

it('reports an answer that was cut, at whatever byte', () => {
  for (let length = 1; length < answer.length; length += 997) {
    expect(() => readPprofAnswer(answer.subarray(0, length))).toThrow(BrokenMessageError);
  }
});
