/**
 * Folded stacks: one stack a line, frames root first and parted by `;`, then a blank and the weight.
 *
 *   main;handle;parse 12
 *
 * The text format of Brendan Gregg's FlameGraph; its fields are not escaped, so a name that holds `;` cannot be told.
 */
import { type CallTree } from './callTree';
import { CallTreeBuilder } from './callTreeBuilder';
import { ProfileFormatError, quoted } from './profileFormatError';
import { type SampleTypeOptions, statedType } from './sampleTypeOption';

const LINE = /^(.*\S)\s+(\d+(?:\.\d+)?)\s*$/;

/** True where the first line that says anything looks like a folded stack. Never throws. */
export function isFoldedFormat(text: string): boolean {
  const first = text.split('\n', 50).find((line) => line.trim() !== '' && !line.startsWith('#'));
  return first !== undefined && LINE.test(first.trimEnd());
}

/**
 * @param options  says what the weights are, as the text does not; without it they are samples
 * @throws ProfileFormatError at the first line that is no folded stack; blank lines and `#` comments are skipped
 */
export function decodeFolded(text: string, options: SampleTypeOptions = {}): CallTree {
  const builder = new CallTreeBuilder('folded stacks');
  let lineNumber = 0;
  let stacks = 0;
  let wholeNumbers = true;
  for (const line of text.split('\n')) {
    lineNumber++;
    if (line.trim() === '' || line.startsWith('#')) {
      continue;
    }
    const match = LINE.exec(line.trimEnd());
    if (match === null) {
      throw new ProfileFormatError({
        format: 'folded stacks',
        where: `line ${lineNumber}`,
        expected: 'frames parted by ";", a blank and a number',
        found: quoted(line.trim()),
      });
    }
    const weight = Number(match[2]);
    wholeNumbers = wholeNumbers && Number.isInteger(weight);
    builder.addStack(match[1].split(';').map(toFrame), weight, weight);
    stacks++;
  }
  if (stacks === 0) {
    throw new ProfileFormatError({
      format: 'folded stacks',
      where: 'the whole text',
      expected: 'at least one stack',
      found: lineNumber === 1 ? 'an empty text' : `${lineNumber} lines without one`,
    });
  }
  const { sampleType = 'samples', unit } = statedType(options.sampleType);
  // A whole number counts samples unless the weights are said to be something else: nanoseconds, bytes.
  const counts = wholeNumbers && (unit === undefined || unit === 'count' || unit === 'samples');
  return builder.build({
    unit: unit ?? 'samples',
    sampleType,
    quantum: counts ? 1 : null,
    ...(counts ? {} : { sampleCount: null }),
  });
}

function toFrame(name: string): { name: string } {
  return { name };
}
