/** `npm run bench -- <name>`: runs one benchmark and prints its table. Each registers itself as a subcommand. */
import { Command } from 'commander';
import { addDecodeBenchmark } from './decode';
import { addEngineBenchmark } from './engine/command';

const program = new Command('bench').description('Measurements behind decisions and speed promises.');
addEngineBenchmark(program);
addDecodeBenchmark(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
