import { treeFromText } from '../profiles/testing/treeFromText';
import { detectLanguage } from './language';

const languageOf = (text: string) =>
  detectLanguage(treeFromText(text, { unit: 'nanoseconds', sampleType: 'cpu' }).functions);

it.each([
  [
    'rust',
    'tokio::runtime::task::poll  shop::cart::total  shop::cart::fold  shop::cart::merge  shop::a::b  shop::a::c',
  ],
  ['native', 'boost::asio::io_context::run  shop::cart::total  shop::cart::fold  std::sort  std::__detail::scan'],
  ['native', 'shop::Cart::Total  malloc'],
  ['jvm', 'java/lang/Thread.run  com/acme/Shop.total  ObjectMonitor::enter'],
])('tells %s by what only one of the languages with `::` writes', (language, text) => {
  expect(languageOf(text)).toBe(language);
});
