import type { Report, Run } from './main';

/** The page of docs, without what a reader has to know to read the figures: that stands in its last part. */
export function reportText({ machine, browser, runs, sizes }: Report): string {
  const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  const ms = (value: number) => `${whole.format(value)} ms`;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const times = ({ mainThreadMs, answerToFramesMs, longestTaskMs }: Run) => [
    ms(mainThreadMs),
    ms(answerToFramesMs),
    longestTaskMs === 0 ? 'none' : ms(longestTaskMs),
  ];
  return [
    '<!-- written by `npm run bench:source -- --write-docs` -->',
    '# Speed of the datasource',
    '',
    `${machine}; ${browser}. Medians of ${runs} runs in turn after two for warm-up, each after a forced collection; the first run ever in brackets.`,
    '',
    'From asking to frames in the page, the built plugin in the demo host. Ours: pprof through the proxy, decoded in the worker,',
    'with files and lines. Core: the frames that the core datasource’s backend sends for the same tree as JSON, without files',
    'and lines, read by `toDataQueryResponse` of `@grafana/runtime`. Main thread: processor time of the page’s thread in that time; the other columns are of the clock, and grow with the load.',
    '',
    row(['nodes', 'way', 'main thread', 'answer to frames', 'longest task from 50 ms on']),
    row(['---', '---', '---', '---', '---']),
    ...sizes.flatMap(({ nodes, ways }) =>
      (['ours', 'core'] as const).map((way) => {
        const [main, wall, longest] = times(ways[way].median);
        const first = ways[way].first;
        return row([
          whole.format(nodes),
          way,
          `${main} (${ms(first.mainThreadMs)})`,
          `${wall} (${ms(first.answerToFramesMs)})`,
          longest,
        ]);
      })
    ),
    '',
    'Bytes of the same tree, as it is and gzipped, and decoding in Node (for core’s frames `JSON.parse` alone):',
    '',
    row(['nodes', 'form', 'bytes', 'gzipped', 'decoding', 'files and lines']),
    row(['---', '---', '---', '---', '---', '---']),
    ...sizes.flatMap(({ nodes, forms }) =>
      (
        [
          ['pprof', 'yes'],
          ['tree', 'no'],
          ['json', 'no'],
          ['coreFrames', 'no'],
        ] as const
      ).map(([form, files]) => {
        const [bytes, gzipped, decodeMs] = forms[form];
        const name = form === 'json' ? 'flame graph, JSON' : form === 'coreFrames' ? 'core’s frames, JSON' : form;
        return row([whole.format(nodes), name, megabytes(bytes), megabytes(gzipped), ms(decodeMs), files]);
      })
    ),
    '',
  ].join('\n');
}
