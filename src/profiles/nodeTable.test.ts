import { NodeTable, ROOT } from './nodeTable';

/** More children than a list is searched for, made in no order. */
const FUNCTIONS = Array.from({ length: 40 }, (_, at) => (at * 17) % 40);

it('finds every child of narrow and wide nodes, and none that was not added', () => {
  const nodes = new NodeTable();
  const root = nodes.add(ROOT, 3);
  const made = FUNCTIONS.map((func) => [func, nodes.add(root, func), nodes.find(root, func)] as const);
  const narrow = nodes.add(made[5][1], 3);
  made.forEach(([func, node, found]) => expect([found, nodes.find(root, func)]).toEqual([node, node]));
  expect([nodes.find(made[5][1], 3), nodes.find(made[5][1], 4), nodes.find(root, 40)]).toEqual([narrow, -1, -1]);
  expect([nodes.find(ROOT, 3), nodes.find(ROOT, 4)]).toEqual([root, -1]);
});

it('brings children into the order of a rank, and still finds them', () => {
  const nodes = new NodeTable();
  const root = nodes.add(ROOT, 0);
  FUNCTIONS.forEach((func) => nodes.add(root, func));
  nodes.sortChildren(Int32Array.from({ length: 40 }, (_, func) => 39 - func));
  const order: number[] = [];
  for (let node = nodes.firstChild[root + 1]; node >= 0; node = nodes.nextSibling[node]) {
    order.push(nodes.func[node]);
  }
  expect(order).toEqual(Array.from({ length: 40 }, (_, at) => 39 - at));
  FUNCTIONS.forEach((func) => expect(nodes.func[nodes.find(root, func)]).toBe(func));
});

it('grows', () => {
  const nodes = new NodeTable();
  let node = ROOT;
  for (let depth = 0; depth < 5000; depth++) {
    node = nodes.add(node, depth % 7);
  }
  expect([nodes.length, nodes.find(4998, 4999 % 7), nodes.find(4999, 0)]).toEqual([5000, 4999, -1]);
});
