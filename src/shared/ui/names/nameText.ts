/** Function names and places as text: packages shortened from the left, files to their base name. */
import type { FunctionRef } from '../../../analysis/model';

/** `golang.org/x/crypto/bcrypt` → `bcrypt`; the last part is what tells packages apart on screen. */
export function shortPackage(packageName: string): string {
  return packageName.split('/').pop() ?? '';
}

/** `/src/shop/pricing/rules.go`, 88 → `rules.go:88`; '' where the file is unknown. */
export function placeText({ file, line }: Pick<FunctionRef, 'file' | 'line'>): string {
  const base = file.split(/[\\/]/).pop() ?? '';
  return base === '' ? '' : line > 0 ? `${base}:${line}` : base;
}

/** Name as pprof prints it, with file and line where known: what a tooltip says. */
export function fullName({ name, file, line }: Pick<FunctionRef, 'name' | 'file' | 'line'>): string {
  if (file === '') {
    return name;
  }
  return line > 0 ? `${name}\n${file}:${line}` : `${name}\n${file}`;
}
