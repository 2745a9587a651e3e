/** `analyze FILE…`: arguments, then profile → analysis → one of the reports. */
import { type Command } from 'commander';
import picocolors from 'picocolors';
import {
  analyze,
  type AnalyzeOptions,
  diffProfiles,
  type DiffReport,
  explainFunction,
  findFunction,
  rangeRecord,
} from '../src/analysis';
import { type CallTree, type FuncIndex } from '../src/profiles/callTree';
import { CliError } from './cliError';
import { type CliStreams } from './cliStreams';
import { formatDiffReport } from './diffReport';
import { formatExplainReport } from './explainReport';
import { focusProfile } from './focus';
import { buildJsonReport, type ReportExtras } from './jsonReport';
import { formatMarkdownReport } from './markdownReport';
import { collect, parseCount, parseLoad, parsePattern, parseText } from './optionValues';
import { readAllocationProfile, readMergedProfile, typeText } from './readProfile';
import { formatTextReport } from './textReport';

interface AnalyzeArguments {
  readonly alloc?: string;
  readonly base?: string;
  readonly explain?: string;
  readonly focus?: RegExp;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly owned?: readonly string[];
  readonly requests?: number;
  readonly baseRequests?: number;
  readonly top?: number;
  readonly type?: string;
}

const DEFAULT_ROWS = 10;
/** A comment is read between others. */
const DEFAULT_MARKDOWN_ROWS = 5;

const EXAMPLES = `
Examples:
  fixlayer analyze cpu.pb.gz                              answer, table, chain and reasons
  fixlayer analyze pod-1.pb.gz pod-2.pb.gz                profiles of one service, merged
  fixlayer analyze cpu.pb.gz --alloc heap.pb.gz           with the allocating sites behind GC
  fixlayer analyze heap.pb.gz --type alloc_space          one of several sample types
  fixlayer analyze cpu.pb.gz --focus 'api\\..*checkout'    only stacks through these functions
  fixlayer analyze new.pb.gz --base old.pb.gz             and what changed since the base
  fixlayer analyze cpu.pb.gz --explain pricing.ApplyRules everything about one function
  fixlayer analyze cpu.pb.gz --markdown > comment.md      for a pull request
  curl -s $URL/debug/pprof/profile | fixlayer analyze -   from standard input

A saving is a share of the cost per request, with its range in brackets. ${rangeRecord}
CPU is not latency.
Exit code: 0 = answered, whatever the verdict; 2 = bad input, with one sentence on standard error.`;

export function addAnalyzeCommand(program: Command, streams: CliStreams): void {
  program
    .command('analyze')
    .summary('which function to edit, and what that would save')
    .description(
      'Which function to edit, and what that would save. Reads pprof (gzipped or not), V8 .cpuprofile, Pyroscope flame ' +
        'graph answers and trees, Grafana profile frames and folded stacks, told by content.'
    )
    .argument('<files...>', 'profiles of one service, merged; - for standard input')
    .option('--owned <prefix>', 'name prefix of your own code, beside what is inferred; may be repeated', collect)
    .option('--alloc <file>', 'allocation profile of the same program: names the allocating sites behind GC')
    .option(
      '--type <name>',
      'sample type to read, e.g. cpu or alloc_space (default: as pprof chooses); of a format that names no type, what it is'
    )
    .option('--focus <regex>', 'only stacks through functions whose name matches', parsePattern)
    .option('--base <file>', 'earlier profile of the same program: what changed since')
    .option('--requests <number>', 'requests behind the profile, to compare cost per request with --base', parseLoad)
    .option('--base-requests <number>', 'requests behind the base', parseLoad)
    .option('--explain <function>', 'the full reading of one function instead of the table', parseText)
    .option(
      '--top <number>',
      `rows of the table (default: ${DEFAULT_ROWS}, as markdown ${DEFAULT_MARKDOWN_ROWS})`,
      parseCount
    )
    .option('--markdown', 'as Markdown, for a comment on a pull request')
    .option('--json', 'the whole analysis as JSON')
    .addHelpText('after', EXAMPLES)
    .action((files: readonly string[], options: AnalyzeArguments) => runAnalyze(files, options, streams));
}

function runAnalyze(files: readonly string[], args: AnalyzeArguments, streams: CliStreams): void {
  checkCombination(args);
  const whole = readMergedProfile(files, { sampleType: args.type });
  const focused = args.focus === undefined ? null : focusProfile(whole, args.focus);
  const tree = focused?.tree ?? whole;
  const options: AnalyzeOptions = {
    ownedPrefixes: args.owned,
    alloc: args.alloc === undefined ? null : readAllocationProfile(args.alloc),
  };
  const extras: ReportExtras = {
    focus: focused?.focus ?? null,
    diff: args.base === undefined ? null : compareWithBase(args.base, tree, args),
  };
  const paint = picocolors.createColors(streams.color);
  if (args.explain !== undefined) {
    const func = oneFunction(tree, args.explain);
    const explained = explainFunction(tree, func, options);
    streams.out(
      args.json === true
        ? `${JSON.stringify({ ...buildJsonReport(explained.analysis, tree, extras), explain: explained.reading })}\n`
        : formatExplainReport(explained, { focus: extras.focus, paint })
    );
    return;
  }
  const analysis = analyze(tree, options);
  if (args.json === true) {
    streams.out(`${JSON.stringify(buildJsonReport(analysis, tree, extras))}\n`);
    return;
  }
  if (args.markdown === true) {
    streams.out(formatMarkdownReport(analysis, { ...extras, maxRows: args.top ?? DEFAULT_MARKDOWN_ROWS }));
    return;
  }
  const layout = { paint, width: streams.width, maxRows: args.top ?? DEFAULT_ROWS };
  streams.out(formatTextReport(analysis, { ...layout, focus: extras.focus }));
  if (extras.diff !== null) {
    streams.out(`\n${formatDiffReport(extras.diff, layout)}`);
  }
}

/** What excludes one another: silently dropping one of two wishes would be an answer to another question. */
function checkCombination({ base, baseRequests, explain, json, markdown, requests }: AnalyzeArguments): void {
  if (json === true && markdown === true) {
    throw new CliError('--json and --markdown exclude one another: give one of them.');
  }
  if (explain !== undefined && (markdown === true || (base !== undefined && json !== true))) {
    throw new CliError(
      `--explain and ${markdown === true ? '--markdown' : '--base'} exclude one another: give one of them.`
    );
  }
  if ((requests === undefined) !== (baseRequests === undefined)) {
    throw new CliError('--requests and --base-requests belong together: give both or none.');
  }
  if (base === undefined && requests !== undefined) {
    throw new CliError('--requests compares with a base: give its profile with --base.');
  }
}

function compareWithBase(base: string, tree: CallTree, args: AnalyzeArguments): DiffReport {
  const { focus, type, requests = 1, baseRequests = 1 } = args;
  const whole = readMergedProfile([base], { sampleType: type, preferredTypes: [tree.sampleType] });
  if (whole.unit !== tree.unit || whole.sampleType !== tree.sampleType) {
    throw new CliError(
      `${base} holds ${typeText(whole)} and the profile holds ${typeText(tree)}: give a base that measures the same.`
    );
  }
  const before = focus === undefined ? whole : focusProfile(whole, focus).tree;
  return diffProfiles(before, tree, { before: baseRequests, after: requests });
}

/** @throws CliError that lists the functions meant, or names close to the one given */
function oneFunction(tree: CallTree, asked: string): FuncIndex {
  const found = findFunction(tree, asked);
  switch (found.kind) {
    case 'found':
      return found.func;
    case 'several':
      throw new CliError(
        `${found.names.length} functions are called ${asked}: ${list(found.names)}; give one of these.`
      );
    case 'none':
      throw new CliError(
        found.near.length > 0
          ? `The profile has no function ${asked}; close to it: ${list(found.near)}.`
          : `The profile has no function ${asked}, give a name as pprof prints it.`
      );
  }
}

/** Names listed in a sentence. */
const MAX_LISTED = 8;
const list = (names: readonly string[]): string =>
  names.length > MAX_LISTED
    ? `${names.slice(0, MAX_LISTED).join(', ')} and ${names.length - MAX_LISTED} more`
    : names.join(', ');
