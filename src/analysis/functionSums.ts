/**
 * Sums by function while many nodes are gone through: a dense column and the list of functions touched. Ten thousand
 * anchors have a few dozen callers, and a `Map` looked up for each anchor was most of the cost of a row.
 *
 * One is shared by everything that works on a context: whoever adds also takes, before anything else adds.
 */
import type { FuncIndex } from '../profiles/callTree';
import type { Weights } from './neighbours';

export class FunctionSums {
  /** {@link NodeList.kept} */
  static readonly kept = new FunctionSums(0);

  /** FuncIndex + 1 → sum; 0 is for −1, what leads to no function */
  private readonly sums: Float64Array;
  private readonly isTouched: Uint8Array;
  private touched: FuncIndex[] = [];

  constructor(functionCount: number) {
    this.sums = new Float64Array(functionCount + 1);
    this.isTouched = new Uint8Array(functionCount + 1);
  }

  /** @param func  −1 = no function */
  add(func: FuncIndex, weight: number): void {
    const at = func + 1;
    if (this.isTouched[at] === 0) {
      this.isTouched[at] = 1;
      this.touched.push(func);
    }
    this.sums[at] += weight;
  }

  /** What was added since the last call, in the order of first touch. */
  take(): Weights {
    const weights: Weights = new Map();
    const { touched, sums, isTouched } = this;
    for (let k = 0; k < touched.length; k++) {
      const at = touched[k] + 1;
      weights.set(touched[k], sums[at]);
      sums[at] = 0;
      isTouched[at] = 0;
    }
    touched.length = 0;
    return weights;
  }

  /** As {@link take}, handed over one by one. */
  drain(visit: (func: FuncIndex, weight: number) => void): void {
    const { touched } = this;
    this.touched = [];
    for (let k = 0; k < touched.length; k++) {
      const at = touched[k] + 1;
      const sum = this.sums[at];
      this.sums[at] = 0;
      this.isTouched[at] = 0;
      visit(touched[k], sum);
    }
  }

  /** As {@link take}, of which only the largest is kept: −1 and 0 where nothing was added. Ties by function index. */
  takeHeaviest(): { func: FuncIndex; weight: number } {
    const { touched, sums, isTouched } = this;
    let func = -1;
    let weight = 0;
    for (let k = 0; k < touched.length; k++) {
      const f = touched[k];
      const w = sums[f + 1];
      sums[f + 1] = 0;
      isTouched[f + 1] = 0;
      if (w > weight || (w === weight && func >= 0 && f < func)) {
        func = f;
        weight = w;
      }
    }
    touched.length = 0;
    return { func, weight };
  }
}
