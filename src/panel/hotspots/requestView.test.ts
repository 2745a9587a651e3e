import { plainText } from '../../analysis';
import { analysisFixture, fixtureRows } from '../testing/analysisFixture';
import { buildRequestView, shareRange } from './requestView';

const requestOf = (samples: number, rows = [fixtureRows.normalizeRow, fixtureRows.compileRow]) =>
  analysisFixture({ rows, quality: { ...analysisFixture().quality, samples } });

describe('request view', () => {
  it('orders by the request and keeps the verdict of the service', () => {
    const bare = { ...fixtureRows.compileRow, verdict: 'abstain' as const, layer: null, site: null, saving: null };
    const view = buildRequestView(requestOf(37, [fixtureRows.normalizeRow, bare]), analysisFixture());
    expect(view.rows.map(({ row, samples }) => [row.subject.shortName, samples, row.layer])).toEqual([
      ['compile', 10, 'caller'],
      ['Normalize', 7, 'leaf'],
    ]);
    expect(view.otherSamples).toBe(20);
  });

  it('gives a range only from 10 samples on, and says "same here" only then', () => {
    const [compile, normalize] = buildRequestView(requestOf(37), analysisFixture()).rows;
    expect(compile).toMatchObject({
      agrees: true,
      range: { low: expect.closeTo(0.153, 2), high: expect.closeTo(0.43, 2) },
    });
    expect(normalize).toMatchObject({ agrees: false, range: null });
  });

  it('does not agree when the request took another path', () => {
    const elsewhere = {
      ...fixtureRows.compileRow,
      chain: fixtureRows.compileRow.chain.filter((step) => step.func.shortName !== 'ApplyRules'),
    };
    expect(buildRequestView(requestOf(37, [elsewhere]), analysisFixture()).rows[0]).toMatchObject({
      agrees: false,
      row: { siteStep: -1 },
    });
  });

  it('lets the stacks of the whole request decide where they were asked', () => {
    const confirmation = {
      answer: 'not-here',
      samples: 37,
      onPath: 0,
      share: 0,
      low: 0,
      high: 0.09,
      serviceShare: 0.27,
      moreSamples: null,
    } as const;
    const confirmations = new Map([[fixtureRows.compileRow.id, confirmation]]);
    const { rows } = buildRequestView(requestOf(37), analysisFixture(), confirmations);
    expect(rows[0]).toMatchObject({ agrees: false, confirmation });
    expect(rows[1].confirmation).toBeNull();
    confirmations.set(fixtureRows.compileRow.id, { ...confirmation, answer: 'same-here' } as never);
    expect(buildRequestView(requestOf(37), analysisFixture(), confirmations).rows[0].agrees).toBe(true);
  });

  it('says that the saving is for the whole service', () => {
    const view = buildRequestView(requestOf(37), analysisFixture());
    expect(plainText(view.answer(view.rows[0].row) ?? [])).toMatch(
      /^Edit pricing\.ApplyRules\. For the whole service this saves 24/
    );
  });

  it('stands alone when the service has no analysis', () => {
    const view = buildRequestView(requestOf(37), null);
    expect(view.rows[0]).toMatchObject({ serviceSelfShare: null, agrees: false });
    expect(view.answer(view.rows[0].row)).toBeUndefined();
  });

  it('keeps a range inside 0..1 at both ends', () => {
    expect(shareRange(0, 10).low).toBe(0);
    expect(shareRange(10, 10).high).toBe(1);
  });
});
