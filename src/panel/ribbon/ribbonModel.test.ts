import { NBSP } from '../../shared/lib/format';
import { fixtureRows, functionRef, makeRow } from '../testing/analysisFixture';
import { buildRibbon, type RibbonModel } from './ribbonModel';
import { callersBadges, stepDetail, stepLabel, stepName } from './ribbonText';

/** One line a step: lane, name, what is hidden, badge, marks. */
function formatRibbon(model: RibbonModel): string[] {
  return model.steps.map((step, index) => {
    const lane = model.lanes.find(({ from, to }) => from <= index && index <= to)?.kind;
    const marks = [step.isSite && 'SITE', step.isSubject && 'subject', step.recursion > 1 && `×${step.recursion}`]
      .filter(Boolean)
      .join(' ');
    return [lane, stepName(step), stepDetail(step), callersBadges(step)[0], marks]
      .filter((part) => part)
      .join(' | ')
      .replaceAll(NBSP, ' ');
  });
}

describe('ribbon model', () => {
  it('folds server scaffolding and keeps the rest of a path that fits', () => {
    expect(formatRibbon(buildRibbon(fixtureRows.compileRow, 8))).toEqual([
      'dispatch | http | 2 frames',
      'dispatch | ServeHTTP | router',
      'work | Handle | checkout',
      'work | Quote | pricing | ×2 callers, this one 80 %',
      'work | ApplyRules | pricing · rules.go:88 | SITE',
      'library | MustCompile | regexp | ×2 callers, this one 97 %',
      'library | compile | regexp, 14 folded | subject',
    ]);
  });

  it('folds dispatch first and lets the leaf absorb library frames when there is less room', () => {
    expect(formatRibbon(buildRibbon(fixtureRows.compileRow, 5))).toEqual([
      'dispatch | 3 folded | http, router',
      'work | Handle | checkout',
      'work | Quote | pricing | ×2 callers, this one 80 %',
      'work | ApplyRules | pricing · rules.go:88 | SITE',
      'library | compile | regexp, 15 folded | ×2 callers, this one 97 % | subject',
    ]);
  });

  it('never folds the site or the subject, however little room there is', () => {
    for (const row of Object.values(fixtureRows)) {
      const model = buildRibbon(row, 3);
      expect(model.steps[model.subject].func.key).toBe(row.chain[row.chain.length - 1].func.key);
      expect(model.site >= 0).toBe(row.verdict === 'fix');
    }
  });

  it('marks no place to edit where there is too little to tell, though the analysis has a candidate', () => {
    const unsure = makeRow({ ...fixtureRows.compileRow, verdict: 'abstain', layer: null, site: null });
    expect(unsure.siteStep).toBeGreaterThanOrEqual(0);
    expect(buildRibbon(unsure, 8).site).toBe(-1);
  });

  it("shows a dispatcher's callee right of it", () => {
    expect(formatRibbon(buildRibbon(fixtureRows.feedRow, 8))).toEqual([
      'dispatch | http | 2 frames',
      'dispatch | ServeHTTP | router',
      'selected | feed.Handle | http | subject',
      'callees | Markdown | render · markdown.go:203 | SITE',
    ]);
  });

  it('does not begin the library lane above the last own frame', () => {
    const [serve, , router, handle, ...rest] = fixtureRows.compileRow.chain;
    const context = { ...serve, func: functionRef('context.with', 'vendored'), role: 'library' as const };
    const model = buildRibbon(
      { ...fixtureRows.compileRow, chain: [serve, router, context, router, context, handle, ...rest], siteStep: 7 },
      12
    );
    expect(model.lanes.map(({ kind }) => kind)).toEqual(['dispatch', 'work', 'library']);
    expect(model.steps[2]).toMatchObject({ isOwned: false });
  });

  it('marks recursion on the step that recurs', () => {
    expect(formatRibbon(buildRibbon(fixtureRows.solveRow, 8)).pop()).toBe(
      'work | Solve | quote · solve.go:57 | SITE subject ×8'
    );
  });

  it('keeps every frame of a deep chain either visible or folded', () => {
    const chain = Array.from({ length: 40 }, (_, index) => ({
      ...fixtureRows.compileRow.chain[3],
      func: functionRef(`example.com/shop/deep.f${index}`),
      callers: [],
    }));
    const model = buildRibbon(makeRow({ ...fixtureRows.bcryptRow, chain }), 8);
    expect(model.steps).toHaveLength(8);
    const frames = model.steps.reduce((sum, step) => sum + (step.kind === 'folded' ? step.hidden.length : 1), 0);
    expect(frames).toBe(40);
  });

  it('gives each step a name that says what the drawing shows', () => {
    const { compileRow } = fixtureRows;
    const model = buildRibbon(compileRow, 8);
    expect(stepLabel(model.steps[4], compileRow, model.steps[5]).replaceAll(NBSP, ' ')).toBe(
      "pricing.ApplyRules, 97 % of compile's time, cum 33.4 %, fix site, 2 callers at next step"
    );
  });
});
