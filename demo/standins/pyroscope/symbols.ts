/** Functions, locations and stacks of all pushes, each held once, as Pyroscope's symbol store does. */

export interface SymbolFunction {
  /** Go type parameters removed, as the server does at ingest */
  readonly name: string;
  readonly nameId: number;
  readonly file: string;
  readonly startLine: number;
}

export interface SymbolLine {
  readonly functionId: number;
  readonly line: number;
}

export interface SymbolLocation {
  /** innermost inlined function first */
  readonly lines: readonly SymbolLine[];
  readonly mapping: { readonly file: string; readonly buildId: string };
}

export class SymbolTable {
  readonly names: string[] = [];
  readonly functions: SymbolFunction[] = [];
  readonly locations: SymbolLocation[] = [];
  /** location ids, leaf first */
  readonly stacks: Array<readonly number[]> = [];
  private readonly functionStacks: Array<readonly number[]> = [];
  private readonly ids = new Map<string, number>();

  nameId(name: string): number {
    return this.intern(`n${name}`, this.names, () => name);
  }

  functionId({ name, file, startLine }: { name: string; file: string; startLine: number }): number {
    const shown = dropGoTypeParameters(name);
    return this.intern(`f${JSON.stringify([shown, file, startLine])}`, this.functions, () => ({
      name: shown,
      nameId: this.nameId(shown),
      file,
      startLine,
    }));
  }

  locationId(location: SymbolLocation): number {
    const { mapping, lines } = location;
    const key = JSON.stringify([
      mapping.file,
      mapping.buildId,
      lines.map(({ functionId, line }) => [functionId, line]),
    ]);
    return this.intern(`l${key}`, this.locations, () => location);
  }

  stackId(locationIds: readonly number[]): number {
    return this.intern(`s${locationIds.join()}`, this.stacks, () => locationIds);
  }

  /** Function ids of a stack, root first, inlined ones included. */
  functionsOf(stackId: number): readonly number[] {
    return (this.functionStacks[stackId] ??= this.stacks[stackId]!.flatMap((location) =>
      this.locations[location]!.lines.map(({ functionId }) => functionId)
    ).reverse());
  }

  private intern<T>(key: string, column: T[], build: () => T): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      const item = build();
      id = column.length;
      column.push(item);
      this.ids.set(key, id);
    }
    return id;
  }
}

/** `slices.Sort[go.shape.[]int32,go.shape.int32]` → `slices.Sort`: Go names any instance, so the server drops them. */
export function dropGoTypeParameters(name: string): string {
  let shown = name;
  for (let start = shown.indexOf('[go.shape.'); start >= 0; start = shown.indexOf('[go.shape.')) {
    let depth = 0;
    let end = start;
    do {
      depth += shown[end] === '[' ? 1 : shown[end] === ']' ? -1 : 0;
      end++;
    } while (depth > 0 && end < shown.length);
    if (depth > 0) {
      break;
    }
    shown = shown.slice(0, start) + shown.slice(end);
  }
  return shown;
}
