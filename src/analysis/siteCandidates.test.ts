import { analysisOf, formatRows } from './testing/contextOf';

it('makes a row about the function itself where its lock is a runtime frame, no library call', () => {
  const analysis = analysisOf(`
    com/acme/shop/api/Api.checkout   com/acme/shop/api/Api.checkout   com/acme/shop/api/Api.browse
    com/acme/shop/stock/Stock.take   com/acme/shop/stock/Stock.take   com/acme/shop/stock/Stock.list×30
    ObjectMonitor::enter×70          java/util/HashMap.get×2
  `);
  expect(formatRows(analysis)).toContain('Stock.take <- abstain');
});
