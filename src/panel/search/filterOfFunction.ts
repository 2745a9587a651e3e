/**
 * A filter on the stacks through one function. A name is enough where it is the only one; closures, handlers and generated
 * code often share theirs, and then the file says which is meant.
 */
import { type DataFrame, type Field, FieldType } from '@grafana/data';
import type { FunctionRef, StackFilter } from '../../analysis';

/** Θ(rows of the frame): for a click, not for drawing. */
export function filterOfFunction(
  effect: StackFilter['effect'],
  { name, file }: Pick<FunctionRef, 'name' | 'file'>,
  frame: DataFrame | null
): StackFilter {
  const filter: StackFilter = { effect, by: 'function', text: name };
  return frame !== null && isInOtherFile(frame, name, file) ? { ...filter, file } : filter;
}

function isInOtherFile(frame: DataFrame, name: string, file: string): boolean {
  const label = frame.fields.find((field) => field.name === 'label');
  const files = frame.fields.find((field) => field.name === 'file');
  if (label === undefined || files === undefined) {
    return false;
  }
  const [wanted, here] = [storedAs(label, name), storedAs(files, file)];
  return label.values.some((value: unknown, row: number) => value === wanted && files.values[row] !== here);
}

/** What the column holds for a text: itself, or its place in the enum. */
function storedAs({ type, config }: Field, text: string): unknown {
  const texts = type === FieldType.enum ? config.type?.enum?.text : undefined;
  return texts ? texts.indexOf(text) : text;
}
