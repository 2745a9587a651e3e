import { ownedPrefixesFor } from './settings';

const options = {
  ownedPrefixes: ['example.com/lib'],
  ownedPrefixesByService: { checkout: ['example.com/shop'], catalog: ['./lib/', 'example.com/lib'] },
};

it.each([
  ['{service_name="checkout"}', ['example.com/lib', 'example.com/shop']],
  ['{service_name="catalog"}', ['example.com/lib', './lib/']],
  ['{service_name="other"}', ['example.com/lib']],
  ['{service_name=~"check.*|x"}', ['example.com/lib', 'example.com/shop']],
  ['{service_name=~"check"}', ['example.com/lib']],
  ['{service_name!="checkout"}', ['example.com/lib', './lib/']],
  ['{service_name!~"c.+"}', ['example.com/lib']],
  ['{service_name=~"(?i)CHECKOUT"}', ['example.com/lib', 'example.com/shop', './lib/']],
  ['{region="eu"}', ['example.com/lib', 'example.com/shop', './lib/']],
  ['{}', ['example.com/lib', 'example.com/shop', './lib/']],
])('takes for %s the prefixes %j', (selector, prefixes) => {
  expect(ownedPrefixesFor(options, selector)).toEqual(prefixes);
});

it('says that nothing is set up', () => {
  expect(ownedPrefixesFor({}, '{}')).toBeUndefined();
  expect(ownedPrefixesFor({ ownedPrefixes: [''] }, '{}')).toBeUndefined();
  expect(ownedPrefixesFor({ ownedPrefixesByService: { checkout: ['a'] } }, '{service_name="b"}')).toBeUndefined();
});
