import { treeFromText } from '../profiles/testing/treeFromText';
import { analyze } from './analyze';
import { analysisOf, formatRows, NO_FLOORS } from './testing/contextOf';

const first = (text: string) => formatRows(analysisOf(text))[0];

describe('the four signals', () => {
  it('one owned caller of a library call: that caller', () => {
    expect(
      first(`
      main.main×9          main.main×2         main.main×5
      example.com/a.Price  example.com/b.Show  example.com/b.Show
      regexp.Compile       regexp.Compile
    `)
    ).toBe('Compile <- caller Price');
  });

  it('a thin wrapper passes the edit on to its one caller', () => {
    expect(
      first(`
      main.main×9             main.main×2          main.main×9
      example.com/a.Price     example.com/a.Price  example.com/b.Show
      example.com/a.pattern
      regexp.Compile
    `)
    ).toBe('Compile <- caller Price');
  });

  it('a wrapper that many call is the doorway and keeps the edit', () => {
    const analysis = analysisOf(`
      main.main             main.main             main.main             main.main             main.main             main.main×4
      example.com/h.A       example.com/h.B       example.com/h.C       example.com/h.D       example.com/h.E       example.com/h.F
      example.com/log.JSON  example.com/log.JSON  example.com/log.JSON  example.com/log.JSON  example.com/log.JSON
      encoding/json.Enc     encoding/json.Enc     encoding/json.Enc     encoding/json.Enc     encoding/json.Enc
    `);
    expect(formatRows(analysis)[0]).toBe('Enc <- caller JSON');
    expect(analysis.rows[0].signal).toBe('one-doorway');
  });

  it('many thin callers of an owned function: the function, with what removing the widest caller would buy', () => {
    const analysis = analysisOf(`
      main.main        main.main        main.main        main.main        main.main        main.main
      example.com/h.A  example.com/h.B  example.com/h.C  example.com/h.D  example.com/h.E  example.com/h.F
      example.com/t.N  example.com/t.N  example.com/t.N  example.com/t.N  example.com/t.N
    `);
    expect(formatRows(analysis)[0]).toBe('N <- leaf N');
    expect(analysis.rows[0].reasons.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['many-thin-callers', 'losing-layer'])
    );
  });

  it('wrappers between do not hide the many callers', () => {
    expect(
      first(`
      main.main        main.main        main.main        main.main        main.main        main.main
      example.com/h.A  example.com/h.B  example.com/h.C  example.com/h.D  example.com/h.E  example.com/h.F
      example.com/c.G  example.com/c.G  example.com/c.G  example.com/c.G  example.com/c.G
      example.com/t.N  example.com/t.N  example.com/t.N  example.com/t.N  example.com/t.N
    `)
    ).toBe('N <- leaf N');
  });

  it('an owned function that does the work itself: inside it', () => {
    expect(
      first(`
      main.main×8      main.main
      example.com/h.A  example.com/h.B
      example.com/q.S
    `)
    ).toBe('S <- inside S');
  });

  it('a thin dispatcher over variants of one package: the heavy one, one level down', () => {
    const analysis = analysisOf(`
      main.main×8        main.main          main.main          main.main×3
      example.com/h.A    example.com/h.A    example.com/h.A    example.com/h.B
      example.com/r.Do   example.com/r.Do   example.com/r.Do
      example.com/r.Mark example.com/r.Text example.com/r.List
    `);
    expect(formatRows(analysis)[0]).toBe('Do <- callee Mark');
    expect(analysis.rows[0].subjectKind).toBe('dispatcher');
  });

  it.each([
    [20, 'Do <- callee Mark'],
    [21, 'Mark <- inside Mark'],
  ])('variants that live elsewhere hold %i of 100: %s', (elsewhere, expected) => {
    expect(
      first(`
      main.main×${98 - elsewhere}        main.main           main.main           main.main×${elsewhere}        main.main×40
      example.com/h.A     example.com/h.A     example.com/h.A     example.com/h.A     example.com/h.B
      example.com/r.Do    example.com/r.Do    example.com/r.Do    example.com/r.Do
      example.com/r.Mark  example.com/r.Text  example.com/r.List  example.com/s.Save
    `)
    ).toBe(expected);
  });

  it.each([
    [99, 'compile'],
    [98, 'Compile'],
  ])('a library call that hands %i of 100 to its own package: %s stands for it', (passed, subject) => {
    expect(
      first(`
      main.main            main.main            main.main
      example.com/a.Price  example.com/a.Price  example.com/b.Show
      regexp.Compile       regexp.Compile×${100 - passed}
      regexp.compile×${passed}
    `)
    ).toBe(`${subject} <- caller Price`);
  });

  it('a router at the dispatch edge is no dispatcher: go down', () => {
    expect(
      first(`
      main.route×8       main.route         main.route
      example.com/h.A    example.com/h.B    example.com/h.C
      crypto/sha256.Sum
    `)
    ).toBe('Sum <- caller A');
  });
});

it('the allocating site stands for the ledger, and the ledger adds up', () => {
  const { rows } = analysisOf(`
    main.main×9        main.main        runtime.gcBgMarkWorker×5  runtime.gcBgMarkWorker×2
    example.com/r.P    example.com/r.P  runtime.gcDrain           runtime.gcDrainMarkWorkerIdle
    runtime.newobject                   runtime.scanobject
    runtime.mallocgc
  `);
  const [row] = rows;
  expect([row.subject.shortName, row.layer, row.site?.shortName]).toEqual(['mallocgc + GC', 'inside', 'P']);
  const { alloc, assist, mark, idleMark, sweep, sites } = row.ledger!;
  expect([alloc, assist, mark, idleMark, sweep].map((share) => Math.round(share * 17))).toEqual([9, 0, 5, 2, 0]);
  expect(row.selfShare).toBeCloseTo(alloc + assist + mark + idleMark + sweep, 12);
  expect(sites.map(({ func, share }) => [func.shortName, share])).toEqual([['P', 1]]);
});

it('an allocation profile decides who allocates', () => {
  const cpu = treeFromText(
    `
    main.main×9        main.main×9        runtime.gcBgMarkWorker×9
    example.com/r.P    example.com/r.Q    runtime.scanobject
    runtime.mallocgc   runtime.mallocgc
  `,
    { unit: 'nanoseconds', sampleType: 'cpu' }
  );
  const alloc = treeFromText(
    `
    main.main×90       main.main×10
    example.com/r.Q    example.com/r.P
  `,
    { unit: 'bytes', sampleType: 'alloc_space' }
  );
  const thresholds = { minSamplesProfile: 1, minSamplesRow: 1 };
  const { rows } = analyze(cpu, { alloc, thresholds });
  expect(rows[0].site?.shortName).toBe('Q');
  expect(rows[0].ledger).toMatchObject({ basis: 'alloc-profile' });
  expect(rows[0].ledger?.sites.map(({ share }) => share)).toEqual([0.9, 0.1]);
});

describe('Node: native functions have no frame', () => {
  const names = (search: string) => `
    ./server.js:main:1×54       ./server.js:main:1×9   ./server.js:main:1×9
    ${search}  ./a.js:other:40        ./a.js:third:60
    ./lib/h.js:load:7           ./a.js:busy:70
  `;
  it('a short function with self time only holds a native call: call it less', () => {
    const { rows } = analysisOf(names('./lib/h.js:search:9       '));
    expect([rows[0].subject.shortName, rows[0].layer]).toEqual(['load', 'caller']);
    expect(rows[0].reasons[0]).toMatchObject({ kind: 'invisible-builtin', line: 7 });
  });
  it('a function with room for code of its own is worked on inside', () => {
    const { rows } = analysisOf(names('./lib/h.js:search:29      '));
    expect([rows[0].subject.shortName, rows[0].layer]).toEqual(['load', 'inside']);
  });
});

describe('verdict of the profile', () => {
  const spread = (n: number) => {
    const columns = Array.from({ length: n }, (_, i) => i);
    const row = (f: (i: number) => string) => columns.map((i) => f(i).padEnd(26)).join('  ');
    return [
      row(() => 'main.main×20'),
      row((i) => `example.com/h.H${i % 4}`),
      row((i) => `example.com/s.Step${i}`),
    ].join('\n');
  };
  it('flat where no place holds a tenth', () => expect(analysisOf(spread(11)).verdict).toBe('flat'));
  it('flat where ten hold a tenth each: none stands out', () => expect(analysisOf(spread(10)).verdict).toBe('flat'));
  it('flat where six are alike', () => expect(analysisOf(spread(6)).verdict).toBe('flat'));
  it('fix where five are alike', () => expect(analysisOf(spread(5)).verdict).toBe('fix'));

  it('need data below the sample floor, with how many more', () => {
    const analysis = analyze(treeFromText('main.work×99', { unit: 'nanoseconds', sampleType: 'cpu' }));
    expect([analysis.verdict, analysis.need]).toEqual(['abstain', { kind: 'samples', more: 1 }]);
    expect(analysis.rows[0]).toMatchObject({ verdict: 'abstain', layer: null, site: null, saving: null });
    expect(analyze(treeFromText('main.work×100', { unit: 'nanoseconds', sampleType: 'cpu' })).verdict).toBe('fix');
  });

  it('a row needs thirty samples of its own', () => {
    const rows = (n: number) =>
      analyze(treeFromText(`main.work×970  main.more×${n}`, { unit: 'nanoseconds', sampleType: 'cpu' })).rows.find(
        ({ subject }) => subject.shortName === 'more'
      );
    expect(rows(29)).toMatchObject({ verdict: 'abstain', need: { kind: 'samples', more: 1 } });
    expect(rows(30)?.verdict).toBe('fix');
  });

  it('judges all places, however few rows are shown', () => {
    const tree = treeFromText(spread(5), { unit: 'nanoseconds', sampleType: 'cpu' });
    expect(analyze(tree, { maxRows: 0, thresholds: NO_FLOORS })).toMatchObject({ verdict: 'fix', rows: [] });
  });

  it('asks for a CPU profile, not for more samples, where goroutines are counted', () => {
    const tree = treeFromText('main.work×9', { unit: 'count', sampleType: 'goroutine' });
    expect(analyze(tree).need).toEqual({ kind: 'profile-type', profileKind: 'cpu' });
  });

  it('no action where key stretching is the work', () => {
    const { verdict, rows } = analysisOf(`
      main.main×95                   main.main×5
      example.com/a.Login            example.com/a.Other
      golang.org/x/crypto/bcrypt.Do
    `);
    expect(verdict).toBe('no-action');
    expect(rows.map((row) => row.verdict)).toContain('no-action');
  });

  it.each([
    [50, 'no-action'],
    [49, 'fix'],
  ])('key stretching at %i of 100 beside a spread rest: %s', (inherent, expected) => {
    const { verdict } = analysisOf(
      `
      main.main×${inherent}                  main.main×${100 - inherent}
      example.com/a.Login           example.com/a.Other
      golang.org/x/crypto/bcrypt.Do
    `,
      { ...NO_FLOORS, flatBelow: expected === 'fix' ? 0.1 : 0.6 }
    );
    expect(verdict).toBe(expected);
  });

  it('a lock in a CPU profile asks for the mutex profile', () => {
    const { verdict, need } = analysisOf(`
      main.main×50             main.main
      example.com/a.Get        example.com/a.Other
      sync.(*Mutex).Lock
    `);
    expect([verdict, need]).toEqual(['abstain', { kind: 'profile-type', profileKind: 'mutex' }]);
  });

  it('an empty profile is need data, not an error', () => {
    const tree = treeFromText('main.main', { unit: 'nanoseconds', sampleType: 'cpu' });
    const empty = { ...tree, length: 0, total: 0, sampleCount: 0 };
    expect(analyze(empty)).toMatchObject({ verdict: 'abstain', rows: [] });
  });
});

it.each([
  ['CPU', 'process_cpu:cpu:nanoseconds:cpu:nanoseconds', { kind: 'profile-type', profileKind: 'wall' }],
  ['wall', 'wall:wall:nanoseconds:wall:nanoseconds', null],
])('Rust has no lock profile: a %s profile asks for none that is there already', (_, profileTypeId, need) => {
  const tree = treeFromText(
    `
    std::rt::lang_start×100
    shop::server::handle×100
    shop::store::Store::get×80  shop::render::page×20
    pthread_mutex_lock×80
  `,
    { unit: 'nanoseconds', sampleType: profileTypeId.split(':')[1] }
  );
  const { rows, profile } = analyze({ ...tree, sampleCount: 1000 }, { profileTypeId });
  const lock = rows.find(({ verdict }) => verdict === 'abstain');
  expect([profile.language, lock?.signal, lock?.need]).toEqual(['rust', 'runtime-lock', need]);
});

it('the mutex profile names the function that holds the lock', () => {
  const tree = treeFromText(
    `
    main.main×200         main.main×2
    example.com/c.Get     example.com/c.Other
    sync.(*Mutex).Unlock  sync.(*Mutex).Unlock
  `,
    { unit: 'nanoseconds', sampleType: 'delay' }
  );
  const analysis = analyze(tree);
  expect(analysis.profile.kind).toBe('mutex');
  expect(formatRows(analysis)[0]).toBe('Get <- inside Get');
});

it('gives the same answer twice, as plain data', () => {
  const text = 'main.a×60  main.b×60';
  expect(JSON.stringify(analysisOf(text))).toBe(JSON.stringify(analysisOf(text)));
  expect(JSON.parse(JSON.stringify(analysisOf(text)))).toEqual(analysisOf(text));
});
