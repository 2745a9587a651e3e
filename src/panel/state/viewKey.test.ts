import { viewKey } from './viewKey';

const dashboard: Record<string, string> = { service: 'checkout,catalog', zone: 'eu' };
const replaceIn = (values: Record<string, string>) => (text: string) =>
  text.replace(/\$\{(\w+):raw\}/g, (whole, name: string) => values[name] ?? whole);

jest.mock('@grafana/runtime', () => ({
  getTemplateSrv: () => ({
    getVariables: () => Object.keys(dashboard).map((name) => ({ name })),
    replace: replaceIn(dashboard),
  }),
}));

it('is the id of a panel that is not repeated', () => {
  expect(viewKey(7, replaceIn(dashboard))).toBe('7');
});

it('tells the copies of a repeated panel apart', () => {
  expect(viewKey(7, replaceIn({ ...dashboard, service: 'checkout' }))).toBe('7~checkout');
  expect(viewKey(7, replaceIn({ ...dashboard, service: 'catalog' }))).toBe('7~catalog');
});

it('tells a copy in a repeated row by both values', () => {
  expect(viewKey(7, replaceIn({ service: 'checkout', zone: 'us' }))).toBe('7~checkout~us');
});

it('is the id where variables are not replaced, as in Explore', () => {
  expect(viewKey(7, (text) => text)).toBe('7');
});
