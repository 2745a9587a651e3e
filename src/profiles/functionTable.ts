import { type FuncIndex } from './callTree';
import { MAX_NAME_LENGTH } from './limits';
import { type ProfileFormat, ProfileFormatError, quoted } from './profileFormatError';

/** What is known of a function when a stack mentions it. Only the name is needed. */
export interface FunctionInfo {
  readonly name: string;
  readonly file?: string;
  /** first line of the function; -1 or absent where unknown */
  readonly startLine?: number;
  readonly module?: string;
}

/** Lines end up in an Int32 column; a larger number, or a negative one read as unsigned, is no line. */
const MAX_LINE = 2 ** 31 - 1;

function isLine(line: number): boolean {
  return line > 0 && line <= MAX_LINE && Number.isInteger(line);
}

/**
 * Functions while a tree is built: interns by name + file and gathers what the stacks say about lines.
 *
 * Two functions of one name in two files stay apart; a function whose file is unknown is not the same as one whose
 * file is known. Of several modules the first by name is kept, of several start lines the smallest: the order of the
 * stacks decides nothing.
 */
export class FunctionTableBuilder {
  readonly name: string[] = [];
  readonly file: string[] = [];
  readonly module: string[] = [];
  /** FuncIndex → first line as the profile states it; -1 where it does not */
  readonly startLine: number[] = [];
  /** FuncIndex → smallest line seen in any stack; -1 where lines are unknown */
  readonly smallestLine: number[] = [];
  /** FuncIndex → line → self weight on that line */
  private readonly lineWeights: Array<Map<number, number> | null> = [];
  private readonly byFile = new Map<string, Map<string, FuncIndex>>();

  constructor(private readonly format: ProfileFormat) {}

  get length(): number {
    return this.name.length;
  }

  intern({ name, file = '', startLine = -1, module = '' }: FunctionInfo): FuncIndex {
    let names = this.byFile.get(file);
    if (names === undefined) {
      names = new Map();
      this.byFile.set(file, names);
    }
    let func = names.get(name);
    if (func === undefined) {
      this.checkLength('function name', name);
      this.checkLength('file name', file);
      func = this.name.length;
      names.set(name, func);
      this.name.push(name);
      this.file.push(file);
      this.module.push(module);
      this.startLine.push(isLine(startLine) ? startLine : -1);
      this.smallestLine.push(-1);
      this.lineWeights.push(null);
      return func;
    }
    if (module !== '' && (this.module[func] === '' || module < this.module[func])) {
      this.module[func] = module;
    }
    if (isLine(startLine) && (this.startLine[func] < 0 || startLine < this.startLine[func])) {
      this.startLine[func] = startLine;
    }
    return func;
  }

  /** A line of the function appears in a stack. */
  noteLine(func: FuncIndex, line: number): void {
    if (isLine(line) && (this.smallestLine[func] < 0 || line < this.smallestLine[func])) {
      this.smallestLine[func] = line;
    }
  }

  /** `weight` of the function's self falls on `line`. */
  addLineWeight(func: FuncIndex, line: number, weight: number): void {
    if (!isLine(line) || weight === 0) {
      return;
    }
    let weights = this.lineWeights[func];
    if (weights === null) {
      weights = new Map();
      this.lineWeights[func] = weights;
    }
    weights.set(line, (weights.get(line) ?? 0) + weight);
  }

  /** Heaviest line of the function's self, smallest line first on a tie; null where lines are unknown. */
  hotLine(func: FuncIndex): { readonly line: number; readonly weight: number } | null {
    const weights = this.lineWeights[func];
    if (weights === null) {
      return null;
    }
    let line = -1;
    let weight = 0;
    for (const [candidate, sum] of weights) {
      if (sum > weight || (sum === weight && candidate < line)) {
        line = candidate;
        weight = sum;
      }
    }
    return { line, weight };
  }

  private checkLength(what: string, text: string): void {
    if (text.length > MAX_NAME_LENGTH) {
      throw new ProfileFormatError({
        format: this.format,
        where: quoted(text),
        expected: `a ${what} of at most ${MAX_NAME_LENGTH} characters`,
        found: `${text.length} characters`,
      });
    }
  }
}
