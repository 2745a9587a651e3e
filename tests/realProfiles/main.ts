/**
 * `npx tsx tests/realProfiles/main.ts DIR`: what the engine says of public profiles beside a reading by hand, written to
 * `docs/real-profiles.md`. The profiles are other people's and no part of the repository.
 */
import fs from 'node:fs';
import path from 'node:path';
import { analyze, type Analysis } from '../../src/analysis';
import { decodeProfile } from '../../src/profiles/decodeProfile';
import { READINGS } from './readings';

const [folder] = process.argv.slice(2);
if (folder === undefined || !fs.existsSync(folder)) {
  process.stdout.write('skipped: no reference profiles\n');
  process.exit(0);
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

function engineSays({ verdict, need, rows }: Analysis): string {
  const first = rows.find((row) => row.verdict === 'fix');
  if (verdict === 'fix' && first?.site !== null && first?.saving !== null && first !== undefined) {
    const { p10, p50, p90 } = first.saving;
    return `${first.layer ?? ''} \`${first.site.name}\`, ${percent(p50)} (${percent(p10)} to ${percent(p90)})`;
  }
  return need === null ? verdict : `need data: ${need.kind}`;
}

const lines = READINGS.map(({ file, byHand, agrees, remark }) => {
  const at = path.join(folder, file);
  const said = fs.existsSync(at)
    ? engineSays(analyze(decodeProfile(new Uint8Array(fs.readFileSync(at)))))
    : 'not there';
  return `| ${[`\`${file}\``, said, byHand, agrees, remark].map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
});

fs.writeFileSync(
  path.join(__dirname, '../../docs/real-profiles.md'),
  `# Public profiles: what the engine says, what a reading by hand says

Profiles of programs that nobody here wrote, in seven languages. The second column is written by
\`tests/realProfiles/main.ts\`; the third is a reading of \`go tool pprof -top\`, \`-cum\` and \`-peek\`.

| profile | engine | by hand | same place | remark |
| --- | --- | --- | --- | --- |
${lines.join('\n')}

Files in pprof's old binary formats and profiles without samples are refused with the reason.
`
);
process.stdout.write(`${lines.length} profiles written to docs/real-profiles.md\n`);
