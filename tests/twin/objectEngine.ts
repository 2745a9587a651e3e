/**
 * The slow twin: the engine's counting rules once more, over plain objects, one question at a time, by recursion. Meant
 * to be read and believed; it shares no code with the engine and knows functions by the roles that its caller states.
 */
export type Role = 'owned' | 'library' | 'runtime' | 'scaffold' | 'artefact' | 'idle' | 'nameless';

export interface TwinStack {
  readonly names: readonly string[];
  readonly weight: number;
}

export interface TwinNode {
  readonly name: string;
  readonly parent: TwinNode | null;
  readonly children: Map<string, TwinNode>;
  self: number;
}

const newNode = (name: string, parent: TwinNode | null): TwinNode => ({ name, parent, children: new Map(), self: 0 });

/** Stacks merged by name; the result is a root above all roots. */
export function growTree(stacks: readonly TwinStack[]): TwinNode {
  const root = newNode('', null);
  for (const { names, weight } of stacks) {
    let node = root;
    for (const name of names) {
      const child = node.children.get(name) ?? newNode(name, node);
      node.children.set(name, child);
      node = child;
    }
    node.self += weight;
  }
  return root;
}

export function nodeAt(root: TwinNode, names: readonly string[]): TwinNode {
  return names.reduce((node, name) => node.children.get(name)!, root);
}

export const cumOf = ({ self, children }: TwinNode): number =>
  [...children.values()].reduce((sum, child) => sum + cumOf(child), self);

/** Root first, the node itself last; the root above all roots left out. */
export const pathOf = (node: TwinNode): TwinNode[] => (node.parent === null ? [] : [...pathOf(node.parent), node]);

function allNodes(root: TwinNode): TwinNode[] {
  return [...root.children.values()].flatMap((node) => [node, ...allNodes(node)]);
}

/** Nodes of a function with no other node of it above. */
export const outermost = (root: TwinNode, name: string): TwinNode[] =>
  allNodes(root).filter((node) => node.name === name && pathOf(node).filter((one) => one.name === name).length === 1);

export const selfOfFunction = (root: TwinNode, name: string): number =>
  allNodes(root)
    .filter((node) => node.name === name)
    .reduce((sum, { self }) => sum + self, 0);

export const cumOfFunction = (root: TwinNode, name: string): number =>
  outermost(root, name).reduce((sum, node) => sum + cumOf(node), 0);

const add = (sums: Map<string, number>, key: string, weight: number) => sums.set(key, (sums.get(key) ?? 0) + weight);

/** Scaffolding below owned code (a goroutine's end on a repaired stack) is runtime like any other. */
const RUNTIME_ROLES: ReadonlySet<Role> = new Set(['runtime', 'scaffold', 'artefact']);

export class ObjectEngine {
  constructor(
    readonly root: TwinNode,
    private readonly roleOf: (name: string) => Role
  ) {}

  /** Callees by cum; the function's own recursion and artefacts looked through. */
  callees(name: string): Map<string, number> {
    const sums = new Map<string, number>();
    const visit = ({ children }: TwinNode): void => {
      for (const child of children.values()) {
        if (child.name === name || this.roleOf(child.name) === 'artefact') {
          visit(child);
        } else {
          add(sums, child.name, cumOf(child));
        }
      }
    };
    outermost(this.root, name).forEach(visit);
    return sums;
  }

  /** Owned functions next above the outermost nodes of a function, by cum; '' where none is above. */
  ownedCallers(name: string): Map<string, number> {
    const sums = new Map<string, number>();
    for (const node of outermost(this.root, name)) {
      const above = pathOf(node).slice(0, -1).reverse();
      add(sums, above.find((one) => this.roleOf(one.name) === 'owned' && one.name !== name)?.name ?? '', cumOf(node));
    }
    return sums;
  }

  /** The nearest owned node at or above a node. */
  owned(node: TwinNode): TwinNode | null {
    return (
      pathOf(node)
        .reverse()
        .find(({ name }) => this.roleOf(name) === 'owned') ?? null
    );
  }

  /**
   * The outermost frame outside owned code below the nearest owned one: what owned code called. Without an owned frame
   * above, the outermost frame that is no scaffolding. Artefacts count as their parent; the root of a stack is itself.
   */
  called(node: TwinNode): TwinNode | null {
    const path = pathOf(node);
    const owned = this.owned(node);
    const below = owned === null ? path : path.slice(path.indexOf(owned) + 1);
    return (
      below.find((one) => {
        const role = this.roleOf(one.name);
        return !(role === 'artefact' && one !== path[0]) && !(owned === null && role === 'scaffold');
      }) ?? null
    );
  }

  /** What an owned function costs by itself, in three parts. */
  exclusive(name: string): { own: number; support: number; library: number } {
    const parts = { own: 0, support: 0, library: 0 };
    for (const node of allNodes(this.root)) {
      if (this.owned(node)?.name === name) {
        const called = this.called(node);
        const isRuntime = called !== null && RUNTIME_ROLES.has(this.roleOf(called.name));
        parts[called === null ? 'own' : isRuntime ? 'support' : 'library'] += node.self;
      }
    }
    return parts;
  }

  /** Weight that owned functions bring to what they call: called function → owned function → weight below the call. */
  brought(): Map<string, Map<string, number>> {
    const result = new Map<string, Map<string, number>>();
    for (const node of allNodes(this.root)) {
      const [owned, called] = [this.owned(node), this.called(node)];
      if (owned !== null && called !== null && node.self > 0) {
        const callers = result.get(called.name) ?? new Map<string, number>();
        result.set(called.name, callers);
        add(callers, owned.name, node.self);
      }
    }
    return result;
  }
}

/** The stacks without what idles: weight at and below an idle frame becomes 0, the frames stay. */
export const withoutIdleStacks = (stacks: readonly TwinStack[], roleOf: (name: string) => Role): TwinStack[] =>
  stacks.map(({ names, weight }) => ({
    names,
    weight: names.some((name) => roleOf(name) === 'idle') ? 0 : weight,
  }));
