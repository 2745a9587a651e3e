/**
 * The command line as a function: arguments and streams in, exit code out, so that tests need no process.
 *
 * 0 = answered; 2 = bad input or arguments, with one sentence on standard error.
 */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import picocolors from 'picocolors';
import { analyze } from '../src/analysis';
import { CliError } from './cliError';
import { buildJsonReport } from './jsonReport';
import { readAllocationProfile, readProfile } from './readProfile';
import { safeText } from './safeText';
import { formatTextReport } from './textReport';

export interface CliStreams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** colour may be used on `out` */
  readonly color: boolean;
  /** columns of the terminal behind `out` */
  readonly width: number;
}

interface AnalyzeArguments {
  readonly alloc?: string;
  readonly json?: boolean;
  readonly type?: string;
  readonly owned?: readonly string[];
  readonly rows: number;
}

export const EXIT_OK = 0;
export const EXIT_BAD_INPUT = 2;

const DEFAULT_ROWS = 10;

/** @param args arguments behind the program's name */
export function runCli(args: readonly string[], streams: CliStreams): number {
  try {
    buildProgram(streams).parse([...args], { from: 'user' });
    return EXIT_OK;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version also end by an exception; their text is out already.
      return error.exitCode === 0 ? EXIT_OK : EXIT_BAD_INPUT;
    }
    if (error instanceof CliError) {
      streams.err(`${safeText(error.message)}\n`);
      return EXIT_BAD_INPUT;
    }
    throw error;
  }
}

function buildProgram(streams: CliStreams): Command {
  const program = new Command('fixlayer')
    .description('Tells which function of a profile to edit, and what that would save.')
    .exitOverride()
    .configureOutput({
      writeOut: streams.out,
      writeErr: streams.err,
      outputError: (message, write) =>
        write(
          `${safeText(
            message
              .trim()
              .replace(/^error: /, '')
              .split('\n')[0]
          )}\n`
        ),
    });
  program
    .command('analyze')
    .description('pprof (gzipped or not), a Pyroscope flame graph answer, or folded stacks; told by content')
    .argument('<file>', 'profile to analyze, - for standard input')
    .option('--alloc <file>', 'allocation profile of the same program: names the allocating sites behind GC')
    .option('--json', 'print the whole analysis as JSON')
    .option('--type <name>', 'sample type to read, e.g. cpu or wall (default: as pprof chooses)')
    .option('--owned <prefix...>', 'name prefixes of your own code, beside what is inferred')
    .option('--rows <number>', 'rows of the table', parseRows, DEFAULT_ROWS)
    .action((file: string, options: AnalyzeArguments) => runAnalyze(file, options, streams));
  return program;
}

function parseRows(text: string): number {
  const rows = Number(text);
  if (!Number.isInteger(rows) || rows < 1) {
    throw new InvalidArgumentError('Expected a whole number of 1 or more.');
  }
  return rows;
}

function runAnalyze(file: string, { alloc, json, type, owned, rows }: AnalyzeArguments, streams: CliStreams): void {
  const tree = readProfile(file, { sampleType: type });
  const analysis = analyze(tree, {
    ownedPrefixes: owned,
    alloc: alloc === undefined ? null : readAllocationProfile(alloc),
  });
  if (json === true) {
    streams.out(`${JSON.stringify(buildJsonReport(analysis, tree))}\n`);
    return;
  }
  const paint = picocolors.createColors(streams.color);
  streams.out(formatTextReport(analysis, { paint, width: streams.width, maxRows: rows }));
}
