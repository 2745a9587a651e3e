import type { Language } from './model';
import { parseName, stripBrackets } from './names';

const short = (name: string, language: Language, file = '') => {
  const { shortName, packageName, line, closure } = parseName(name, file, language);
  return `${shortName} | ${packageName}${line >= 0 ? ` | ${line}` : ''}${closure ? ' | closure' : ''}`;
};

it.each<[string, Language, string]>([
  ['example.com/shop/pricing.ApplyRules', 'go', 'ApplyRules | pricing'],
  ['crypto/tls.(*Conn).Handshake', 'go', 'Conn.Handshake | tls'],
  ['github.com/9seconds/mtg/v2/mtglib.(*Proxy).Serve', 'go', 'Proxy.Serve | mtglib'],
  ['github.com/panjf2000/ants/v2.(*goWorker).run', 'go', 'goWorker.run | ants'],
  ['crypto/internal/fips140/pbkdf2.Key[go.shape.interface { Sum([]uint8) []uint8 }]', 'go', 'Key | pbkdf2'],
  [
    'example.com/shop/api.(*Server).Handler.(*Telemetry).Route.func1',
    'go',
    'Server.Handler.Telemetry.Route.func1 | api | closure',
  ],
  ['aeshashbody', 'go', 'aeshashbody | '],
  ['./lib/handlers.js:loadShard:7', 'node', 'loadShard | handlers.js | 7'],
  ['node:internal/process/task_queues:nextTick:103', 'node', 'nextTick | task_queues | 103'],
  ['./server.js:(anonymous:L#25:C#19):25', 'node', '(anonymous):25 | server.js | 25 | closure'],
  [':(idle):0', 'node', '(idle) |  | 0'],
  ['lib/utility.py:12 - mutex_lock', 'python', 'mutex_lock | utility.py | 12'],
  ['(unknown):-1 - (unknown) [c function]', 'ruby', '(unknown) | (unknown)'],
  ['app/helpers/a.rb:-1 - block in find', 'ruby', 'block in find | a.rb | closure'],
  ['org/mozilla/javascript/ScriptableObject:.getSlot_[j]', 'jvm', 'ScriptableObject.getSlot | javascript'],
  ['java.lang.Thread.run', 'jvm', 'Thread.run | lang'],
  ['App!Shop.Cart.<Total>d__9.MoveNext', 'dotnet', 'Cart.Total (async) | Shop'],
  [
    'core::iter::range::_$LT$impl$u20$core..iter..Iterator$u20$for$u20$Range$LT$A$GT$$GT$::next::hd0b7b2668add6c40',
    'rust',
    'range::next | iter',
  ],
  ['boxed.rs:2007 - shop::cart::total', 'rust', 'cart::total | shop | 2007'],
  ['System!Buffer.Memmove', 'dotnet', 'Buffer.Memmove | System'],
  [
    'Microsoft.AspNetCore.Authorization!AuthorizationMiddleware.<Invoke>d__9.MoveNext',
    'dotnet',
    'AuthorizationMiddleware.Invoke (async) | Authorization',
  ],
  ['void com.acme.Cart.total(java.lang.String)', 'jvm', 'Cart.total | acme'],
  ['com.acme.Cart$$Lambda$14/0x0000000800c03000.apply', 'jvm', 'Cart$Lambda.apply | acme | closure'],
  [
    'gems/puma-5.6.7/lib/puma/request.rb:-1 - block (2 levels) in call',
    'ruby',
    'block (2 levels) in call | request.rb | closure',
  ],
  ['LazyCompile:*foo /app/x.js:12:3', 'node', 'foo | x.js | 12'],
  [
    'oopDesc* PSPromotionManager::copy_to_survivor_space<false>',
    'native',
    'PSPromotionManager::copy_to_survivor_space | ',
  ],
  ['(anonymous namespace)::Pool::take(unsigned long) const', 'native', 'Pool::take | {anonymous}'],
  ['tcp_v4_rcv.isra.0', 'native', 'tcp_v4_rcv | '],
  ['std::vector<int, std::allocator<int>>::push_back(int const&)', 'native', 'vector::push_back | std'],
])('reads %s (%s)', (name, language, expected) => expect(short(name, language)).toBe(expected));

it('takes the file for a bare Node name', () =>
  expect(short('deepCopy', 'node', 'app/catalog.js')).toBe('deepCopy | catalog.js'));

it('drops nested brackets and survives unbalanced ones', () => {
  expect(stripBrackets('a[b[c]]d', '[', ']')).toBe('ad');
  expect(stripBrackets('a]b[c', '[', ']')).toBe('a]b');
});

it('never throws on odd names', () => {
  for (const language of ['go', 'node', 'python', 'ruby', 'jvm', 'dotnet', 'rust', 'native', 'unknown'] as const) {
    for (const name of ['', '.', ':', '::', '/', '!', '[', '<', '$', '\u0000', '(anonymous)', 'a.'.repeat(500)]) {
      expect(() => parseName(name, '', language)).not.toThrow();
    }
  }
});
