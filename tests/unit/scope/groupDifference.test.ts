/** The recorded incident: what slow requests do that the others don't, and that chance groups differ in nothing. */
import { groupDifference, type RequestBatch } from '../../../src/analysis/scope/groupDifference';
import { seededRandom } from '../../../src/profiles/testing/seededRandom';
import { RECORDED_TIMES, recordedRequests, rowsOf, treeOfSpans, type RecordedRequest } from './recordedRequests';

jest.setTimeout(120_000);

const { deployMs } = RECORDED_TIMES;
const rows = rowsOf('checkout', 0, deployMs);
const requests = [...new Map(recordedRequests('checkout').map((request) => [request.spanId, request])).values()].filter(
  ({ atMs }) => atMs < deployMs
);

const batchesOf = (group: readonly RecordedRequest[], count: number): readonly RequestBatch[] =>
  Array.from({ length: count }, (_, batch) => {
    const own = group.filter((_request, i) => i % count === batch);
    const spanIds = own.map(({ spanId }) => spanId);
    return { tree: treeOfSpans(rows, spanIds), requests: own.length };
  });

const checkout = requests.filter(({ route }) => route === '/checkout');
const slow = checkout.filter(({ durationMs }) => durationMs > 1000);
const others = checkout.filter(({ durationMs }) => durationMs <= 1000);

it('puts the history hash of the fraud check first among what slow checkouts do', () => {
  const found = groupDifference(batchesOf(slow, 8), batchesOf(others, 8));
  expect(found.answer).toBe('different');
  const [first] = found.functions;
  expect(first.func.name).toBe('example.com/shop/fraud.hashHistory');
  expect(first.differs).toBe(true);
  expect(first.low).toBeGreaterThan(0.8 * found.groupTotal);
  expect(found.groupRequests).toBe(slow.length);
});

it('gives the costs and claims nothing of a single batch', () => {
  const found = groupDifference(batchesOf(slow, 1), batchesOf(others, 1));
  expect(found.answer).toBe('too-few-batches');
  expect(found.functions.some(({ differs }) => differs)).toBe(false);
  expect(found.functions[0].func.name).toBe('example.com/shop/fraud.hashHistory');
});

it('finds no difference between groups that chance made, but for one in ten', () => {
  const random = seededRandom(7);
  const answers = Array.from({ length: 10 }, () => {
    const drawn = requests.map((request) => ({ request, draw: random() }));
    const group = drawn.filter(({ draw }) => draw < 0.03).map(({ request }) => request);
    const rest = drawn.filter(({ draw }) => draw > 0.8).map(({ request }) => request);
    return groupDifference(batchesOf(group, 8), batchesOf(rest, 8)).answer;
  });
  expect(answers.filter((answer) => answer === 'different').length).toBeLessThanOrEqual(1);
});

it('gives an empty table for no requests', () => {
  expect(groupDifference([], [])).toMatchObject({ answer: 'too-few-batches', functions: [], groupRequests: 0 });
});
