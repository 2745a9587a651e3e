/** Every output in docs/cli.md is what the command above it prints. `UPDATE_DOCS=1` writes them anew. */
import fs from 'node:fs';
import path from 'node:path';
import { runCli } from './run';

const ROOT = path.resolve(__dirname, '..');
const PAGE = path.join(ROOT, 'docs/cli.md');
const BLOCK = /<!-- run: (.+) -->\n```text\n([^]*?)```/g;
/** As for a file: tables whole. */
const WIDTH = Infinity;

/** Words of a command line; quotes keep a word together. */
const words = (line: string): string[] =>
  Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain]) => quoted ?? plain);

/** As a page shows it: no line ends in blanks, and an output cannot end its own block. */
function outputOf(line: string): string {
  let out = '';
  const args = words(line).map((word) => (word.startsWith('tests/') ? path.join(ROOT, word) : word));
  const exitCode = runCli(args, {
    out: (text) => (out += text),
    err: (text) => (out += text),
    color: false,
    width: WIDTH,
  });
  expect([line, exitCode]).toEqual([line, 0]);
  return out.replace(/[ \t]+$/gm, '').replaceAll('\n```', '\n ```');
}

const page = fs.readFileSync(PAGE, 'utf8');
const shown = Array.from(page.matchAll(BLOCK), ([, line, output]): [string, string] => [line, output]);

it('has outputs to check', () => {
  expect(shown.length).toBeGreaterThan(5);
});

if (process.env.UPDATE_DOCS === '1') {
  it('writes the outputs anew', () => {
    fs.writeFileSync(
      PAGE,
      page.replace(BLOCK, (_, line: string) => `<!-- run: ${line} -->\n\`\`\`text\n${outputOf(line)}\`\`\``)
    );
  });
} else {
  it.each(shown)('%s', (line, output) => {
    expect(output).toBe(outputOf(line));
  });
}
