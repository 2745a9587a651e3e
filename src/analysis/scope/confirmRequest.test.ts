import { treeFromText } from '../../profiles/testing/treeFromText';
import type { FunctionRef } from '../model';
import { confirmRequest, pathOfRow, weightOnPath } from './confirmRequest';

const ref = (name: string): FunctionRef => ({
  key: name,
  name,
  shortName: name,
  packageName: '',
  file: '',
  line: -1,
  ownership: 'owned',
});
const rowOf = (site: string, subject: string) => ({ site: ref(site), subject: ref(subject), layer: 'caller' as const });

/** `hot` samples of compile below Rules, `cold` elsewhere. */
const profile = (hot: number, cold: number) =>
  treeFromText(
    `
    handle×${hot}   handle×${cold}
    Rules           other
    compile
  `,
    { sampleCount: hot + cold }
  );

describe('weightOnPath', () => {
  const tree = treeFromText(`
    a×1     a×2    b×4     a×8
    b       c      a       b
    a              c       a
    c                      b
                           c
  `);
  it.each([
    // every stack that holds the pair in this order, once
    [{ upper: 'a', lower: 'c' }, 15],
    [{ upper: 'b', lower: 'c' }, 13],
    [{ upper: 'b', lower: 'a' }, 13],
    [{ upper: null, lower: 'b' }, 13],
    [{ upper: 'a', lower: 'a' }, 15],
    [{ upper: 'c', lower: 'a' }, 0],
    [{ upper: 'none', lower: 'a' }, 0],
  ])('%j', (path, weight) => expect(weightOnPath(tree, path)).toBe(weight));

  it("reads a dispatcher's path downwards", () => {
    const row = { site: ref('child'), subject: ref('router'), layer: 'callee' as const };
    expect(pathOfRow(row)).toEqual({ upper: 'router', lower: 'child' });
  });
});

describe('confirmRequest', () => {
  const service = profile(400, 600);
  const row = rowOf('Rules', 'compile');
  const ask = (hot: number, cold: number) => confirmRequest(row, { service, request: profile(hot, cold) });

  it('finds the same path in a request', () =>
    expect(ask(18, 12)).toMatchObject({ answer: 'same-here', samples: 30, onPath: 18, serviceShare: 0.4 }));
  it('denies it where it is surely rarer than half', () => expect(ask(1, 60)).toMatchObject({ answer: 'not-here' }));
  it('cannot tell from a handful of samples, and says how many more would do', () => {
    const confirmation = ask(1, 3);
    expect(confirmation.answer).toBe('cannot-tell');
    expect(confirmation.moreSamples).toBeGreaterThan(0);
  });
  it('cannot tell from an empty request', () => {
    const request = treeFromText('x×0', { sampleCount: 0 });
    expect(confirmRequest(row, { service, request })).toMatchObject({ answer: 'cannot-tell', samples: 0 });
  });
  it('cannot tell where the service does not have the path', () =>
    expect(confirmRequest(rowOf('Gone', 'compile'), { service, request: profile(5, 5) })).toMatchObject({
      answer: 'cannot-tell',
      serviceShare: 0,
      moreSamples: null,
    }));
});
