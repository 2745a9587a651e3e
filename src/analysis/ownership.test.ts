import type { Thresholds } from './model';
import { OWNERSHIP } from './ownership';
import { buildContext } from './analyze';
import { contextOf } from './testing/contextOf';
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
