import type { Category, Language } from './model';
import { ARTEFACT, PATTERNS } from './patterns';

const categoryOf = (name: string, language: Language): Category =>
  PATTERNS.find((row) => (row.language === language || row.language === 'any') && row.pattern.test(name))?.category ??
  'cpu';

it.each<[string, Language, Category]>([
  // both spellings of Go versions before and after 1.25
  ['runtime.scanobject', 'go', 'gc'],
  ['runtime.scanObjectsSmall', 'go', 'gc'],
  ['runtime.mallocgcSmallNoscan', 'go', 'alloc'],
  ['runtime/internal/syscall.Syscall6', 'go', 'syscall'],
  ['internal/runtime/syscall/linux.Syscall6', 'go', 'syscall'],
  ['internal/sync.(*Mutex).lockSlow', 'go', 'lock'],
  ['sync.(*RWMutex).RLock', 'go', 'lock'],
  ['runtime.mapassign_faststr', 'go', 'map'],
  ['internal/runtime/maps.ctrlGroup.matchH2', 'go', 'map'],
  ['aeshashbody', 'go', 'map'],
  ['regexp/syntax.Parse', 'go', 'regexp'],
  ['encoding/json.Marshal', 'go', 'serialisation'],
  ['golang.org/x/crypto/bcrypt.bcrypt', 'go', 'crypto'],
  ['log/slog.(*Logger).Info', 'go', 'logging'],
  [':(garbage collector):0', 'node', 'gc'],
  [':Garbage Collection:0', 'node', 'gc'],
  ['RegExp: n1(\\d+)x?', 'node', 'regexp'],
  ['futex_wait_[k]', 'jvm', 'lock'],
  ['malloc', 'rust', 'alloc'],
])('calls %s (%s) %s', (name, language, category) => expect(categoryOf(name, language)).toBe(category));

it.each<[string, Language, Category]>([
  ['runtime.aeshashbody', 'go', 'map'], // not crypto
  ['std::string::String::push', 'rust', 'cpu'], // ring::
  ['github.com/apache/pinot.Query', 'go', 'cpu'], // pino
  ['freeaddrinfo', 'native', 'cpu'], // free
  ['sync.(*WaitGroup).Go.func1', 'go', 'cpu'], // a goroutine's start, no lock
  ['sync.(*Map).Load', 'go', 'cpu'],
  ['example.com/shop/dialog.Open', 'go', 'cpu'], // log.
])('does not read too much into %s (%s): %s', (name, language, category) =>
  expect(categoryOf(name, language)).toBe(category)
);

it('knows the signal trampoline and nothing beside it', () => {
  expect(ARTEFACT.test('runtime.asyncPreempt')).toBe(true);
  expect(ARTEFACT.test('runtime.asyncPreemptible')).toBe(false);
});

it('has one id a row', () => expect(new Set(PATTERNS.map(({ id }) => id)).size).toBe(PATTERNS.length));
