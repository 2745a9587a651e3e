import type { Thresholds } from './model';
import { OWNERSHIP } from './codes';
import { buildContext } from './analyze';
import { analysisOf, contextOf } from './testing/contextOf';
import { treeFromText } from '../profiles/testing/treeFromText';

const levels = (text: string, ownedPrefixes: string[] = []) => {
  const { tree, facts } = buildContext(treeFromText(text, { unit: 'nanoseconds', sampleType: 'cpu' }), {
    ownedPrefixes,
    thresholds: {} as Partial<Thresholds>,
  });
  return Object.fromEntries(tree.functions.name.map((name, f) => [name, OWNERSHIP[facts.ownership[f]]]));
};

it('finds the Go module that most work passes through', () => {
  expect(
    levels(`
      runtime.main                        github.com/gin-gonic/gin.Serve
      github.com/acme/shop/api.Serve×9    github.com/acme/shop/api.Serve
      github.com/aws/aws-sdk-go/s3.Get    github.com/other/lib.Do
      encoding/json.Marshal
    `)
  ).toEqual({
    'runtime.main': 'runtime',
    'github.com/acme/shop/api.Serve': 'owned',
    'github.com/aws/aws-sdk-go/s3.Get': 'vendored',
    'encoding/json.Marshal': 'stdlib',
    'github.com/gin-gonic/gin.Serve': 'vendored',
    'github.com/other/lib.Do': 'vendored',
  });
});

it('takes a module path without a dot for a private module, not for the standard library', () => {
  expect(
    levels(`
    runtime.main
    shop/api.Serve
    net/http.Get
  `)
  ).toEqual({ 'runtime.main': 'runtime', 'shop/api.Serve': 'owned', 'net/http.Get': 'stdlib' });
});

it('obeys the prefixes that the user names', () => {
  expect(
    levels('github.com/acme/shop/api.Serve  github.com/other/lib.Do', ['github.com/other/'])['github.com/other/lib.Do']
  ).toBe('owned');
});

it('tells Node code by place, with and without a file column', () => {
  expect(
    levels(`
      node:events:emit:471          ./lib/handlers.js:search:9  @opentelemetry/sdk/build/Span.js:end:2  ./node_modules/x/a.js:b:1  deepCopy[file:app/catalog.js]  :(idle):0
    `)
  ).toEqual({
    'node:events:emit:471': 'stdlib',
    './lib/handlers.js:search:9': 'owned',
    '@opentelemetry/sdk/build/Span.js:end:2': 'vendored',
    './node_modules/x/a.js:b:1': 'vendored',
    deepCopy: 'owned',
    ':(idle):0': 'runtime',
  });
});

it('takes libraries for owned where nothing else is there, and says so', () => {
  const { facts } = contextOf(`
    java/lang/Thread.run
    io/netty/channel/nio/NioEventLoop.run
    org/mozilla/javascript/ScriptRuntime.call
  `);
  expect(facts.ownership[2]).toBe(0);
  expect(facts.ownedBasis).toMatch(/libraries are taken as owned/);
});

it('never owns the kernel or nameless frames', () => {
  const found = levels(`
    com/acme/A.run
    tcp_sendmsg_[k]
    [unknown]
  `);
  expect([found['tcp_sendmsg_[k]'], found['[unknown]']]).toEqual(['kernel', 'unresolved']);
});

it('tells .NET code by namespace or assembly', () => {
  const found = levels(`
    System.Threading!ThreadPoolWorkQueue.Dispatch
    Swashbuckle.AspNetCore.Swagger!SwaggerMiddleware.Invoke
    Shop.Controllers!CartController.Get
    System!Buffer.Memmove
  `);
  expect(found).toEqual({
    'System.Threading!ThreadPoolWorkQueue.Dispatch': 'stdlib',
    'Swashbuckle.AspNetCore.Swagger!SwaggerMiddleware.Invoke': 'vendored',
    'Shop.Controllers!CartController.Get': 'owned',
    'System!Buffer.Memmove': 'stdlib',
  });
});

it('tells Rust crates: the platform, public ones, the rest', () => {
  const found = levels(`
    main.rs:9 - core::ops::function::FnOnce::call_once
    task.rs:42 - tokio::runtime::task::core::Core<T,S>::poll
    main.rs:127 - server::find_nearest_vehicle
    vec.rs:3 - <u8 as core::clone::Clone>::clone
  `);
  expect(found).toEqual({
    'main.rs:9 - core::ops::function::FnOnce::call_once': 'stdlib',
    'task.rs:42 - tokio::runtime::task::core::Core<T,S>::poll': 'vendored',
    'main.rs:127 - server::find_nearest_vehicle': 'owned',
    'vec.rs:3 - <u8 as core::clone::Clone>::clone': 'stdlib',
  });
});

it('takes code away by a prefix with ! in front', () => {
  const text = 'github.com/acme/shop/api.Serve  github.com/acme/generated/pb.Marshal';
  expect(levels(text)['github.com/acme/generated/pb.Marshal']).toBe('owned');
  expect(levels(text, ['!github.com/acme/generated'])['github.com/acme/generated/pb.Marshal']).toBe('vendored');
});

it('says what was taken, how much of it, and what else it could be', () => {
  const { ownership } = analysisOf(`
    runtime.main×9                  runtime.main×1
    github.com/acme/shop/api.Serve  github.com/other/lib.Do
  `);
  expect(ownership).toMatchObject({
    prefixes: ['github.com/acme/shop/api/', 'main.'],
    functions: 1,
    share: 0.9,
    alternatives: [{ prefix: 'github.com/other/', share: 0.1 }],
  });
});

it("takes the crate of main for a Rust service's own, and crates that share its first word", () => {
  const found = levels(`
    main.rs:12 - shop::main           main.rs:12 - shop::main             main.rs:12 - shop::main
    lib.rs:9 - shop_core::price       lib.rs:30 - nom::bytes::take_while  argon2.rs:1 - argon2::Argon2::fill_blocks
  `);
  expect(found).toEqual({
    'main.rs:12 - shop::main': 'owned',
    'lib.rs:9 - shop_core::price': 'owned',
    'lib.rs:30 - nom::bytes::take_while': 'vendored',
    'argon2.rs:1 - argon2::Argon2::fill_blocks': 'vendored',
  });
});

it('where main is not seen, of the crates that much passes through it takes the one with most functions', () => {
  const found = levels(`
    core::ops::function::FnOnce::call_once×9  core::ops::function::FnOnce::call_once
    scoped_env::Key<T>::set                   scoped_env::Key<T>::set
    shop::cart::total                         shop::cart::checkout
    quick_parse::value
  `);
  expect(found).toMatchObject({
    'scoped_env::Key<T>::set': 'vendored',
    'shop::cart::total': 'owned',
    'shop::cart::checkout': 'owned',
    'quick_parse::value': 'vendored',
  });
});

it('takes C functions for libraries where a service is written in C++, and for its own where it is not', () => {
  expect(
    levels(`
      main                   main
      shop::Cart::Total×9    shop::Cart::Show
      deflate_slow           render(Page const&)
    `)
  ).toEqual({
    main: 'vendored',
    'shop::Cart::Total': 'owned',
    'shop::Cart::Show': 'owned',
    deflate_slow: 'vendored',
    'render(Page const&)': 'owned',
  });
  expect(
    levels(`
      main              main                    main
      exec_query×9      exec_query              llvm_helper::Pass::run
      sort_rows         absl::base::SpinLock
    `)
  ).toMatchObject({ exec_query: 'owned', sort_rows: 'owned', 'absl::base::SpinLock': 'vendored' });
});

it("tells modules of Python's standard library where agents shorten the path, and files of the service's own", () => {
  const found = levels(`
    app/main.py:3 - run      app/main.py:3 - run     app/main.py:3 - run
    sre_parse.py:9 - parse   urllib/parse.py:4 - q   app/enum.py:4 - of
  `);
  expect(found).toMatchObject({
    'sre_parse.py:9 - parse': 'stdlib',
    'urllib/parse.py:4 - q': 'stdlib',
    'app/enum.py:4 - of': 'owned',
  });
});

it('takes a package that stretches keys for a library, whoever wrote it', () => {
  const text = `
    System.Threading!ThreadPool.Dispatch×9
    Shop.Login!LoginController.Post
    BCrypt.Net.BCrypt.HashPassword
    BCrypt.Net.BCrypt.CryptRaw
  `;
  expect(levels(text)['BCrypt.Net.BCrypt.CryptRaw']).toBe('vendored');
  expect(levels(text, ['BCrypt.Net'])['BCrypt.Net.BCrypt.CryptRaw']).toBe('vendored');
  expect(analysisOf(text).verdict).toBe('no-action');
});
