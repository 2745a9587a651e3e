/**
 * The command line as a function: arguments and streams in, exit code out, so that tests need no process.
 *
 * 0 = answered; 2 = bad input or arguments, with one sentence on standard error.
 */
import { Command, CommanderError } from 'commander';
import { VerifyInputError } from '../src/analysis';
import { safeText } from '../src/shared/lib/markdown';
import { addAnalyzeCommand } from './analyzeCommand';
import { CliError } from './cliError';
import { type CliStreams } from './cliStreams';
import { addVerifyCommand } from './verifyCommand';

const EXIT_OK = 0;
const EXIT_BAD_INPUT = 2;

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
    if (error instanceof CliError || error instanceof VerifyInputError) {
      streams.err(`${safeText(error.message)}\n`);
      return EXIT_BAD_INPUT;
    }
    throw error;
  }
}

/** What commander says on up to three lines and in two sentences, as one that ends in what to do. */
function oneSentence(message: string): string {
  const text = message
    .trim()
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.+)\?\)$/, ', did you mean $1?')
    .replace(/(' is invalid|^too many arguments for '\w+')\. ([A-Z])/, (_, head: string, first: string) => {
      return `${head}: ${first.toLowerCase()}`;
    });
  return /[.?]$/.test(text) ? text : `${text}, see --help.`;
}

function buildProgram(streams: CliStreams): Command {
  const program = new Command('fixlayer')
    .description('Tells which function of a profile to edit, and what that would save.')
    .exitOverride()
    .configureOutput({
      writeOut: streams.out,
      writeErr: streams.err,
      outputError: (message, write) => write(`${safeText(oneSentence(message))}\n`),
    });
  addAnalyzeCommand(program, streams);
  addVerifyCommand(program, streams);
  return program;
}
