/**
 * The shapes that the method is taught with, as drawn trees: each has one answer, and naive reading of the widest leaf
 * gets most of them wrong.
 */
import { treeFromText } from '../profiles/testing/treeFromText';
import { analyze } from './analyze';
import { analysisOf, formatRows, NO_FLOORS } from './testing/contextOf';
import { cautionTexts, plainText, reasonText } from './wording';

const first = (text: string) => formatRows(analysisOf(text))[0];

/** Columns of one stack each; the last row of a column may be blank. */
const draw = (columns: ReadonlyArray<readonly string[]>) => {
  const depth = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: depth }, (_, level) =>
    columns.map((column) => (column[level] ?? '').padEnd(Math.max(...column.map((cell) => cell.length)) + 2)).join('')
  ).join('\n');
};

const letters = (count: number) => Array.from({ length: count }, (_, i) => String.fromCharCode(65 + i));

it('a logger called by every handler: the logger, not the JSON library and not the handlers', () => {
  const text = draw([
    ...letters(12).map((letter) => [
      'main.main×3',
      `example.com/h.${letter}`,
      'example.com/log.Event',
      'encoding/json.Marshal',
    ]),
    ...letters(12).map((letter) => ['main.main×1', `example.com/h.${letter}`]),
  ]);
  expect(first(text)).toBe('Marshal <- caller Event');
});

it('twenty thin parents: the leaf, with what removing the widest parent would buy instead', () => {
  const analysis = analysisOf(
    draw([
      ...letters(20).map((letter) => ['main.main×4', `example.com/h.${letter}`, 'example.com/text.Fold']),
      ...letters(20).map((letter) => ['main.main×1', `example.com/h.${letter}`]),
    ])
  );
  expect(formatRows(analysis)[0]).toBe('Fold <- leaf Fold');
  const [row] = analysis.rows;
  expect(row.fanIn.effectiveCallers).toBeCloseTo(20, 6);
  const losing = row.reasons.find((reason) => reason.kind === 'losing-layer');
  expect(losing).toMatchObject({ layer: 'caller' });
  expect(losing?.kind === 'losing-layer' && losing.saving).toBeLessThan(row.saving!.p50 / 10);
});

it('one caller with many callees: that caller', () => {
  const text = draw([
    ...letters(4).map((letter) => [
      'main.main×20',
      'example.com/h.Handle',
      'example.com/report.Build',
      `example.com/${letter.toLowerCase()}.Step`,
    ]),
    ['main.main×20', 'example.com/h.Other', 'example.com/z.Step'],
  ]);
  expect(first(text)).toBe('Build <- caller Build');
});

it('a router at the dispatch edge: down to the handler that works', () => {
  const text = draw([
    ['main.main×60', 'example.com/web.Route', 'example.com/h.Price', 'crypto/sha256.Sum256'],
    ...letters(6).map((letter) => ['main.main×6', 'example.com/web.Route', `example.com/h.${letter}`]),
  ]);
  expect(first(text)).toBe('Sum256 <- caller Price');
});

describe('middleware round a slow database call', () => {
  const middleware = ['main.main', 'example.com/mw.Recover', 'example.com/mw.Trace', 'example.com/mw.Auth'];
  const stack = (weight: number, ...below: string[]) => [
    `${middleware[0]}×${weight}`,
    ...middleware.slice(1),
    ...below,
  ];
  const columns = (waiting: number) =>
    draw([
      stack(
        waiting,
        'example.com/h.Cart',
        'example.com/repo.Find',
        'database/sql.(*DB).Query',
        'internal/poll.(*FD).Read'
      ),
      stack(6, 'example.com/h.Cart', 'example.com/view.Render'),
      stack(6, 'example.com/h.List', 'example.com/view.Page'),
    ]);

  it('wall: the call that waits, said as waiting, never the middleware', () => {
    const analysis = analyze(treeFromText(columns(88), { unit: 'nanoseconds', sampleType: 'wall' }), {
      thresholds: NO_FLOORS,
    });
    const [row] = analysis.rows;
    expect(row.site?.name).toBe('example.com/repo.Find');
    expect(row.category).toBe('remote');
    expect(row.reasons.map(({ kind }) => kind)).toContain('waits');
    const said = row.reasons.map((reason) => plainText(reasonText(reason, 'wall'))).join(' ');
    expect(said).toMatch(/waits for/);
    const sites = analysis.rows.flatMap(({ site }) => (site === null ? [] : [site.packageName]));
    expect(sites).not.toContain('mw');
  });

  it('CPU alone: says that the wait is not in it', () => {
    const analysis = analysisOf(columns(2));
    expect(analysis.quality.unseenWait?.func.shortName).toBe('DB.Query');
    expect(cautionTexts(analysis).join(' ')).toMatch(/sees work, not waiting: what sql\.DB\.Query waits for/);
    expect(analysis.rows.map(({ site }) => site?.packageName)).not.toContain('mw');
  });

  it('CPU without such a call: no word about waiting', () => {
    const analysis = analysisOf(draw([stack(9, 'example.com/h.Cart', 'example.com/view.Render')]));
    expect(analysis.quality.unseenWait).toBeNull();
    expect(cautionTexts(analysis)).toEqual([]);
  });
});

describe('profiles of waiting and of memory', () => {
  const kindOf = (text: string, unit: string, sampleType: string, profileTypeId: string | null = null) =>
    analyze(treeFromText(text, { unit, sampleType }), { thresholds: NO_FLOORS, profileTypeId });

  it('mutex: who holds the lock', () => {
    const { rows, categories } = kindOf(
      draw([
        ['main.main×90', 'example.com/c.Get', 'sync.(*Mutex).Unlock'],
        ['main.main×10', 'example.com/c.Put', 'sync.(*Mutex).Unlock'],
      ]),
      'nanoseconds',
      'delay',
      'mutex:delay:nanoseconds:contentions:count'
    );
    expect(rows[0]).toMatchObject({ verdict: 'fix', layer: 'inside', site: { shortName: 'Get' } });
    expect(rows[0].reasons).toContainEqual({ kind: 'holds-lock', func: expect.objectContaining({ shortName: 'Get' }) });
    expect(categories).toEqual([{ category: 'lock', share: 1 }]);
  });

  it('block: who waits; the mutex profile knows for whom', () => {
    const { rows } = kindOf(
      draw([
        ['main.main×90', 'example.com/c.Get', 'sync.(*Mutex).Lock'],
        ['main.main×10', 'example.com/c.Put', 'runtime.chanrecv1'],
      ]),
      'nanoseconds',
      'delay',
      'block:delay:nanoseconds:contentions:count'
    );
    const get = rows.find(({ subject }) => subject.shortName === 'Get');
    expect(get).toMatchObject({ verdict: 'abstain', signal: 'waiting', need: { profileKind: 'mutex' } });
    expect(get?.reasons).toContainEqual(expect.objectContaining({ kind: 'waits', until: 'lock' }));
    const put = rows.find(({ subject }) => subject.shortName === 'Put');
    expect(put).toMatchObject({ need: { profileKind: 'cpu' } });
    expect(put?.reasons).toContainEqual(expect.objectContaining({ kind: 'waits', until: 'goroutine' }));
  });

  it('block: what waits for its next piece of work is idle', () => {
    const { quality, profile } = kindOf(
      draw([
        ['main.main×90', 'net/http.(*Server).Serve', 'net.(*TCPListener).Accept', 'runtime.gopark'],
        ['main.main×10', 'example.com/c.Put', 'runtime.chanrecv1'],
      ]),
      'nanoseconds',
      'delay',
      'block:delay:nanoseconds:contentions:count'
    );
    expect([quality.idleShare, profile.total]).toEqual([0.9, 10]);
  });

  it('CPU: the same accept loop is work', () => {
    const { quality } = kindOf(
      draw([
        ['main.main×90', 'net/http.(*Server).Serve', 'net.(*TCPListener).Accept'],
        ['main.main×10', 'example.com/c.Put'],
      ]),
      'nanoseconds',
      'cpu'
    );
    expect(quality.idleShare).toBe(0);
  });

  it('goroutine: how many stand where, and what would tell how long', () => {
    const { rows } = kindOf(
      draw([['main.main×30', 'example.com/q.Take', 'runtime.chanrecv1', 'runtime.gopark']]),
      'count',
      'goroutine'
    );
    expect(rows[0]).toMatchObject({ verdict: 'abstain', need: { profileKind: 'block' } });
    expect(rows[0].reasons.map((reason) => plainText(reasonText(reason, 'goroutine'))).join(' ')).toMatch(
      /^30 goroutines stand in q\.Take and wait for another goroutine/
    );
  });

  it('heap in use: who allocated it, without a word of CPU saved', () => {
    const { rows } = kindOf(
      draw([
        ['main.main×90', 'example.com/c.Load'],
        ['main.main×10', 'example.com/c.Put'],
      ]),
      'bytes',
      'inuse_space'
    );
    expect(rows[0].reasons).toContainEqual(expect.objectContaining({ kind: 'allocated-what-is-held' }));
    expect(rows[0].ways.map(({ family }) => family)).not.toContain('setting');
  });
});
