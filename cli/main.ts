/** `npm run -s fixlayer -- analyze FILE`: hands the process's arguments and streams to {@link runCli}. */
import picocolors from 'picocolors';
import { runCli } from './run';

/** A file or another program has no width: nothing is left out or cut. */
const NO_TERMINAL = Infinity;

// A reader that stops early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

process.exitCode = runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  color: picocolors.isColorSupported,
  width: process.stdout.columns ?? NO_TERMINAL,
});
