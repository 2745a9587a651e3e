/** `fixlayer verify`: two profiles, their load and the edited frame in, one verdict out. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import picocolors from 'picocolors';
import { mergeCallTrees } from '../src/profiles/mergeCallTrees';
import {
  type HeadlineMetric,
  plainText,
  type RouteMix,
  summarizeSlowSpans,
  verifyFix,
  verifyText,
  type VerifyReport,
  type VerifyWindow,
} from '../src/analysis';
import { safeText } from '../src/shared/lib/markdown';
import { CliError } from './cliError';
import { type CliStreams } from './cliStreams';
import { collect, parseLoad } from './optionValues';
import { readLikeProfiles } from './readProfile';
import { readTraces } from './readTraces';

interface VerifyArguments {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly requestsBefore: readonly number[];
  readonly requestsAfter: readonly number[];
  readonly frame: string;
  readonly headlineBefore?: readonly number[];
  readonly headlineAfter?: readonly number[];
  readonly headlineBetter: HeadlineMetric['better'];
  readonly headlineName?: string;
  readonly rateBefore?: number;
  readonly rateAfter?: number;
  readonly errorsBefore?: number;
  readonly errorsAfter?: number;
  readonly routesBefore?: RouteMix;
  readonly routesAfter?: RouteMix;
  readonly slowTraces?: readonly string[];
  readonly owned?: readonly string[];
  readonly type?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  Did the fix of pricing.ApplyRules work? The headline is CPU per request.
    fixlayer verify --before old.pb.gz --after new.pb.gz --requests-before 24110 --requests-after 24360 \\
      --frame example.com/shop/pricing.ApplyRules

  With p99 as the headline, a value for each minute, and the load checked:
    fixlayer verify --before old.pb.gz --after new.pb.gz --requests-before 24110 --requests-after 24360 \\
      --frame pricing.ApplyRules --headline-before 1.9,2.0,2.2,1.8 --headline-after 0.6,0.5,0.6,0.7 \\
      --rate-before 46 --rate-after 45

  Several pushes a side, with the requests of each: how much the service varies is then measured.
    fixlayer verify --before old-1.pb.gz old-2.pb.gz old-3.pb.gz old-4.pb.gz --requests-before 1380,1390,1370,1385 \\
      --after new-1.pb.gz new-2.pb.gz new-3.pb.gz new-4.pb.gz --requests-after 1390,1380,1385,1379 \\
      --frame pricing.ApplyRules

  Traffic by route checked, and slow traces after the change, which say what sets p99 where the fix does not show in it:
    fixlayer verify --before old.pb.gz --after new.pb.gz --requests-before 24110 --requests-after 24360 \\
      --frame pricing.ApplyRules --headline-before 1.9,2.0,2.2,1.8 --headline-after 1.9,2.1,2.0,1.9 \\
      --routes-before /checkout=24110,/cart=9000 --routes-after /checkout=24360,/cart=9100 --slow-traces trace-*.json

Exit code: 0 = judged, whatever the verdict; 2 = bad input.`;

export function addVerifyCommand(program: Command, streams: CliStreams): void {
  program
    .command('verify')
    .summary('did a fix work? compares before and after, per request')
    .description('Did a fix work? Compares the profiles before and after it, per request.')
    .requiredOption('--before <file...>', 'profile before the change; several of one service are merged')
    .requiredOption('--after <file...>', 'profile after the change')
    .requiredOption(
      '--requests-before <number>',
      'requests served while it was taken; one for each file, or the sum',
      parseCounts
    )
    .requiredOption('--requests-after <number>', 'the same, after', parseCounts)
    .requiredOption('--frame <name>', 'the edited function, as pprof prints it or by an unambiguous short name')
    .option(
      '--headline-before <values>',
      'your metric before, a value for each sub-window: 1.9,2.0,… (default: cost per request)',
      parseValues
    )
    .option('--headline-after <values>', 'the same, after', parseValues)
    .addOption(
      new Option('--headline-better <direction>', 'which way is better').choices(['lower', 'higher']).default('lower')
    )
    .option('--headline-name <text>', 'what the metric is called in the answer, e.g. p99')
    .option('--rate-before <number>', 'requests per second before, from metrics; checked for like load', parseLoad)
    .option('--rate-after <number>', 'requests per second after', parseLoad)
    .option('--errors-before <ratio>', 'share of failed requests before, 0 to 1', parseRatio)
    .option('--errors-after <ratio>', 'share of failed requests after', parseRatio)
    .option(
      '--routes-before <counts>',
      'requests by route before: /checkout=24110,/cart=9000; checked for like traffic',
      parseRoutes
    )
    .option('--routes-after <counts>', 'the same, after', parseRoutes)
    .option(
      '--slow-traces <file...>',
      'traces of slow requests after the change, as Tempo or OTLP JSON: what sets the headline now'
    )
    .option('--owned <prefix>', 'name prefix of your own code, beside what is inferred; may be repeated', collect)
    .option('--type <name>', 'sample type to read, e.g. cpu or wall (default: as pprof chooses)')
    .option('--json', 'print the whole report as JSON')
    .addHelpText('after', EXAMPLES)
    .action((options: VerifyArguments) => runVerify(options, streams));
}

function runVerify(options: VerifyArguments, streams: CliStreams): void {
  const before = readSide(options.before, options.requestsBefore, { side: 'before', type: options.type });
  const after = readSide(options.after, options.requestsAfter, { side: 'after', type: options.type });
  const report = verifyFix({
    before: before.tree,
    after: after.tree,
    requestsBefore: before.requests,
    requestsAfter: after.requests,
    windowsBefore: before.windows,
    windowsAfter: after.windows,
    frame: options.frame,
    headline: headlineOf(options),
    ...loadOf(options),
    slowSpans: summarizeSlowSpans(readTraces(options.slowTraces ?? [])),
    ownedPrefixes: options.owned,
  });
  streams.out(
    options.json === true ? `${JSON.stringify(buildVerifyJson(report))}\n` : formatVerifyReport(report, streams.color)
  );
}

interface Side {
  readonly tree: VerifyWindow['tree'];
  readonly requests: number;
  readonly windows: readonly VerifyWindow[];
}

function readSide(
  files: readonly string[],
  requests: readonly number[],
  { side, type }: { side: 'before' | 'after'; type: string | undefined }
): Side {
  if (requests.length > 1 && requests.length !== files.length) {
    throw new CliError(
      `--requests-${side} has ${requests.length} numbers for ${files.length} ${files.length === 1 ? 'file' : 'files'}: give one for each file, or their sum.`
    );
  }
  const trees = readLikeProfiles(files, { sampleType: type });
  return {
    tree: trees.length === 1 ? trees[0] : mergeCallTrees(trees),
    requests: requests.reduce((sum, count) => sum + count, 0),
    windows: requests.length > 1 ? trees.map((tree, i) => ({ tree, requests: requests[i] })) : [],
  };
}

function headlineOf({
  headlineBefore,
  headlineAfter,
  headlineBetter,
  headlineName,
}: VerifyArguments): HeadlineMetric | null {
  if (headlineBefore === undefined && headlineAfter === undefined) {
    if (headlineName !== undefined) {
      throw new CliError('--headline-name names a metric without values: give --headline-before and --headline-after.');
    }
    return null;
  }
  if (headlineBefore === undefined || headlineAfter === undefined) {
    throw new CliError('A headline needs both sides: give --headline-before and --headline-after.');
  }
  const name = headlineName === undefined ? {} : { name: headlineName };
  return { before: headlineBefore, after: headlineAfter, better: headlineBetter, ...name };
}

/** What the gates are checked with. */
function loadOf({ rateBefore, rateAfter, errorsBefore, errorsAfter, routesBefore, routesAfter }: VerifyArguments) {
  checkPair('rate', rateBefore, rateAfter);
  checkPair('errors', errorsBefore, errorsAfter);
  checkPair('routes', routesBefore, routesAfter);
  return { rateBefore, rateAfter, errorsBefore, errorsAfter, routeMixBefore: routesBefore, routeMixAfter: routesAfter };
}

/** A gate compares two values; one alone is a slip, and silence would look like a passed check. */
function checkPair(option: string, before: unknown, after: unknown): void {
  if ((before === undefined) !== (after === undefined)) {
    throw new CliError(`--${option}-before and --${option}-after are compared with each other: give both, or neither.`);
  }
}

/** The three words at the top, as plain text for scripts; the report beside them. */
function buildVerifyJson(report: VerifyReport) {
  const { local, headline, verdict, ...details } = report;
  return {
    local: local.change,
    headline: headline.change,
    verdict,
    text: verifyText(report).map(plainText),
    localDetail: local,
    headlineDetail: headline,
    ...details,
  };
}

function formatVerifyReport(report: VerifyReport, color: boolean): string {
  const paint = picocolors.createColors(color);
  return verifyText(report)
    .map((line) =>
      line.map(({ text, strong }) => (strong === true ? paint.bold(safeText(text)) : safeText(text))).join('')
    )
    .map((line) => `${line}\n`)
    .join('');
}

function parseNumbers(text: string): readonly number[] {
  const parts = text.split(',').map((part) => part.trim());
  const numbers = parts.map(Number);
  const odd = parts.findIndex((part, i) => part === '' || !Number.isFinite(numbers[i]));
  if (odd >= 0) {
    throw new InvalidArgumentError(`Expected numbers with commas between them, found "${parts[odd]}".`);
  }
  return numbers;
}

function parseCounts(text: string): readonly number[] {
  const counts = parseNumbers(text);
  if (counts.some((count) => count <= 0)) {
    throw new InvalidArgumentError('Expected a number of requests above 0.');
  }
  return counts;
}

function parseValues(text: string): readonly number[] {
  const values = parseNumbers(text);
  if (values.some((value) => value < 0)) {
    throw new InvalidArgumentError('Expected values of 0 or more.');
  }
  return values;
}

function parseRatio(text: string): number {
  const ratio = text.trim() === '' ? NaN : Number(text);
  if (!(ratio >= 0 && ratio <= 1)) {
    throw new InvalidArgumentError('Expected a share from 0 to 1.');
  }
  return ratio;
}

/** `/checkout=24110,/cart=9000`; a route may hold commas and equals signs. */
function parseRoutes(text: string): RouteMix {
  const routes = new Map<string, number>();
  for (const part of text.split(/(?<==[\d.]+),/)) {
    const at = part.lastIndexOf('=');
    const count = part.slice(at + 1).trim() === '' ? NaN : Number(part.slice(at + 1));
    const route = part.slice(0, Math.max(0, at)).trim();
    if (route === '' || !(count >= 0 && count < Infinity)) {
      throw new InvalidArgumentError(
        `Expected routes with their requests, as in /checkout=120,/cart=40, found "${part}".`
      );
    }
    routes.set(route, (routes.get(route) ?? 0) + count);
  }
  return Object.fromEntries(routes);
}
