/**
 * Address of a function's line in a repository: `https://git.example/shop/blob/{version}/{path}#L{line}`.
 *
 * Template and prefixes are the dashboard author's; the path comes out of a profile and is untrusted. So the path is
 * encoded part by part, `..` leads nowhere, and only http and https are opened.
 */
import type { FunctionRef } from '../../analysis';

export interface SourceTemplate {
  /** '' = no repository is set */
  readonly template: string;
  /** prefix in the profile → path in the repository; the longest that fits wins; null = as it is */
  readonly prefixes: ReadonlyArray<{ readonly from: string; readonly to: string }>;
}

/** One mapping a line: `/build/src/ = services/shop/`. What is no mapping is left out. */
export function parsePrefixes(text: string | undefined): SourceTemplate['prefixes'] {
  return (text ?? '').split('\n').flatMap((line) => {
    const [from, ...rest] = line.split('=');
    return from.trim() !== '' && rest.length > 0 ? [{ from: from.trim(), to: rest.join('=').trim() }] : [];
  });
}

/**
 * @param version  of the profile, '' where it is not known: `HEAD` then, which forges read as the latest
 * @returns null where there is no address: no template, no file, a file outside of the mapped prefixes, another scheme
 */
export function sourceLink(
  { template, prefixes }: SourceTemplate,
  func: Pick<FunctionRef, 'file' | 'line' | 'ownership'>,
  version: string
): string | null {
  const path = pathInRepository(prefixes, func);
  if (template.trim() === '' || path === null) {
    return null;
  }
  const withLine = func.line > 0 ? template : template.replace(/#[^#]*\{line\}.*$/, '');
  const address = withLine
    .trim()
    .replace(/\{version\}/g, () => encodeURIComponent(version || 'HEAD'))
    .replace(/\{path\}/g, () => path.split('/').map(encodeURIComponent).join('/'))
    .replace(/\{line\}/g, () => String(func.line));
  return isWebAddress(address) ? address : null;
}

function pathInRepository(
  prefixes: SourceTemplate['prefixes'],
  { file, ownership }: Pick<FunctionRef, 'file' | 'ownership'>
): string | null {
  const plain = file.replace(/\\/g, '/');
  const mapped = [...prefixes].sort((a, b) => b.from.length - a.from.length).find(({ from }) => plain.startsWith(from));
  // Without a mapping nobody says where a library's files are; those of the service are in its repository.
  if (plain === '' || (!mapped && (prefixes.length > 0 || ownership !== 'owned'))) {
    return null;
  }
  const path = (mapped ? mapped.to + plain.slice(mapped.from.length) : plain).replace(/^\/+/, '');
  return path === '' || path.split('/').includes('..') ? null : path;
}

function isWebAddress(address: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** `src/pricing/rules.go:88`; '' where the file is not known. */
export const wholePlace = ({ file, line }: Pick<FunctionRef, 'file' | 'line'>): string =>
  file === '' ? '' : line > 0 ? `${file}:${line}` : file;
