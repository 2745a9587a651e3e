/**
 * Search over all functions of the profile, rows of the table or not: what matches, what it is together, and from each hit
 * on to its row, away with its stacks, or only them.
 */
import React, { useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, IconButton, useStyles2 } from '@grafana/ui';
import type { AnalysisOptions, FoundFunction, FoundPackage, NameSearch, Row, StackFilter } from '../../analysis';
import { formatSamples, formatShareColumn, formatSharePrecise } from '../../shared/lib/format';
import type { ProfileSource } from '../../shared/ui/frames/profileSource';
import { t } from '../../shared/ui/i18n/translate';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import { HowButton } from '../how/HowButton';
import type { StackFilters } from '../state/useStackFilters';
import { filterOfFunction } from './filterOfFunction';
import { searchTestIds } from './testIds';
import { resultOf, useFunctionSearch, type SearchState } from './useFunctionSearch';

export interface SearchZoneProps {
  readonly source: ProfileSource | null;
  readonly options: AnalysisOptions;
  readonly stacks: StackFilters;
  /** rows of the table */
  readonly rows: readonly Row[];
  onSelect(row: Row): void;
  onClose(): void;
}

/** Hits named before "Show all". */
const NAMED_AT_FIRST = 8;

export function SearchZone({ source, options, stacks: given, rows, onSelect, onClose }: SearchZoneProps) {
  const styles = useStyles2(getStyles);
  const zone = useRef<HTMLDivElement>(null);
  // The button that filters may go with what it found; the keyboard's place stays in the zone.
  const stacks = useMemo<StackFilters>(
    () => ({
      ...given,
      add: (filter) => {
        given.add(filter);
        zone.current?.querySelector('input')?.focus();
      },
    }),
    [given]
  );
  const [text, setText] = useState('');
  const state = useFunctionSearch(text, source, options, stacks.filters);
  const result = resultOf(state);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
  };
  return (
    <div ref={zone} role="search" className={styles.zone} data-testid={searchTestIds.zone} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <span className={styles.input}>
          <FilterInput
            autoFocus
            escapeRegex={false}
            value={text}
            onChange={setText}
            placeholder={t('search.function-or-package-a-regular', 'Function or package, a regular expression')}
            aria-label={t('search.search-functions', 'Search functions')}
            data-testid={searchTestIds.input}
          />
        </span>
        <span className={styles.status} role="status" data-testid={searchTestIds.union}>
          {statusText(state, given.filters.length > 0)}
        </span>
        {result?.kind === 'found' && result.count > 0 && (
          <FilterButtons
            name={t('search.all-found', 'all {{functions}} found', { functions: formatSamples(result.count) })}
            filterOf={(effect) => ({ effect, by: 'pattern', text: text.trim() })}
            stacks={stacks}
          />
        )}
        {result?.kind === 'found' && result.count > 0 && (
          <HowButton of={t('search.the-search', 'the search')} look="text" asked={{ kind: 'search', found: result }} />
        )}
        <IconButton
          name="times"
          size="lg"
          tooltip={t('search.close-search-esc', 'Close search (Esc)')}
          onClick={onClose}
        />
      </div>
      {result?.kind === 'found' && result.count > 0 && (
        <Found result={result} rows={rows} frame={source?.frame ?? null} stacks={stacks} onSelect={onSelect} />
      )}
    </div>
  );
}

function statusText(state: SearchState, isPart: boolean): string {
  const result = resultOf(state);
  if (state.kind === 'failed') {
    return t('search.the-search-failed', 'The search failed. {{message}}', { message: state.message });
  }
  if (result === null) {
    return state.kind === 'searching'
      ? t('search.searching', 'Searching…')
      : t('search.all-functions-of-the-profile', 'All functions of the profile, not the rows alone.');
  }
  if (result.kind === 'too-costly') {
    return t(
      'search.this-pattern-has-too-many',
      'This pattern has too many ways to match. Use fewer of * and +, or plain text.'
    );
  }
  if (result.count === 0) {
    const where = isPart ? t('search.in-the-stacks-that-are', ' in the stacks that are left') : '';
    return result.literal
      ? t('search.no-function-has-this-text', 'No function{{where}} has this text in its name.', { where })
      : t('search.no-function-matches', 'No function{{where}} matches.', { where });
  }
  const { selfShare, cumShare, samples } = result.union;
  const together = t('search.functions-together', '', {
    count: result.count,
    amount: formatSamples(result.count),
    defaultValue_one: '1 function:',
    defaultValue_other: '{{amount}} functions, together',
  });
  const once = result.count === 1 ? '' : t('search.each-sample-counts-once', ' Each sample counts once.');
  return t(
    'search.self-cum-samples',
    '{{together}} self {{selfShare}}, cum {{cumShare}}, {{samples}} samples.{{once}}',
    {
      together,
      selfShare: formatSharePrecise(selfShare),
      cumShare: formatSharePrecise(cumShare),
      samples: formatSamples(samples),
      once,
    }
  );
}

interface FoundProps extends Pick<SearchZoneProps, 'rows' | 'stacks' | 'onSelect'> {
  readonly result: Extract<NameSearch, { kind: 'found' }>;
  /** that is searched in */
  readonly frame: DataFrame | null;
}

function Found({ result, rows, frame, stacks, onSelect }: FoundProps) {
  const styles = useStyles2(getStyles);
  const [showAll, setShowAll] = useState(false);
  const { functions, packages, count } = result;
  const named = showAll ? functions : functions.slice(0, NAMED_AT_FIRST);
  return (
    <div
      className={styles.found}
      data-testid={searchTestIds.found}
      tabIndex={0}
      role="region"
      aria-label={t('search.found-functions', 'Found functions')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('search.function', 'Function')}</th>
            <th scope="col">{t('search.self-percent', 'Self %')}</th>
            <th scope="col">{t('search.cum-percent', 'Cum %')}</th>
            <th scope="col">{t('search.n', 'n')}</th>
            <th scope="col">
              <span className={styles.actions}>{t('search.stacks-through-it', 'Stacks through it')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {named.map((found) => (
            <FunctionLine
              key={found.func.key}
              found={found}
              row={rowOf(found, rows)}
              frame={frame}
              stacks={stacks}
              onSelect={onSelect}
            />
          ))}
          {packages.length > 1 &&
            packages.map((found) => <PackageLine key={found.name} found={found} stacks={stacks} />)}
        </tbody>
      </table>
      <div className={styles.more}>
        {named.length < functions.length ? (
          <Button size="sm" fill="text" onClick={() => setShowAll(true)}>
            {t('search.show-more', 'Show {{functions}} more', {
              functions: formatSamples(functions.length - named.length),
            })}
          </Button>
        ) : (
          functions.length < count &&
          t(
            'search.the-widest-of-narrow-the',
            'The {{functions}} widest of {{number}}. Narrow the search for others.',
            { functions: functions.length, number: formatSamples(count) }
          )
        )}
      </div>
    </div>
  );
}

/** Row that is about the function: its subject, else the one to edit. */
function rowOf({ func }: FoundFunction, rows: readonly Row[]): Row | null {
  return (
    rows.find(({ subject }) => subject.key === func.key) ?? rows.find(({ site }) => site?.key === func.key) ?? null
  );
}

interface LineProps {
  readonly stacks: StackFilters;
}

function FunctionLine({
  found,
  row,
  frame,
  stacks,
  onSelect,
}: LineProps & Pick<FoundProps, 'frame' | 'onSelect'> & { readonly found: FoundFunction; readonly row: Row | null }) {
  const styles = useStyles2(getStyles);
  const { func, selfShare, cumShare, samples } = found;
  return (
    <tr>
      <td className={styles.name}>
        <FunctionName func={func} strong />
      </td>
      <td>{formatShareColumn(selfShare)}</td>
      <td>{formatShareColumn(cumShare)}</td>
      <td>{formatSamples(samples)}</td>
      <td>
        <span className={styles.actions}>
          {row && (
            <Button
              size="sm"
              fill="text"
              aria-label={t('search.go-to-the-row-of', 'Go to the row of {{shortName}}', { shortName: func.shortName })}
              onClick={() => onSelect(row)}
            >
              {t('search.row', 'Row')}
            </Button>
          )}
          <FilterButtons
            name={func.shortName}
            filterOf={(effect) => filterOfFunction(effect, func, frame)}
            stacks={stacks}
          />
        </span>
      </td>
    </tr>
  );
}

function PackageLine({ found, stacks }: LineProps & { readonly found: FoundPackage }) {
  const styles = useStyles2(getStyles);
  const { name, functions, selfShare, cumShare } = found;
  return (
    <tr>
      <td className={styles.name} title={name}>
        <span className={styles.package}>{name}</span>{' '}
        <span className={styles.muted}>
          {t('search.package-functions', '', {
            count: functions,
            defaultValue_one: 'package, 1 function',
            defaultValue_other: 'package, {{count}} functions',
          })}
        </span>
      </td>
      <td>{formatShareColumn(selfShare)}</td>
      <td>{formatShareColumn(cumShare)}</td>
      <td />
      <td>
        <span className={styles.actions}>
          <FilterButtons
            name={t('search.package-name', 'package {{name}}', { name })}
            filterOf={(effect) => ({ effect, by: 'package', text: name })}
            stacks={stacks}
          />
        </span>
      </td>
    </tr>
  );
}

interface FilterButtonsProps extends LineProps {
  /** what is filtered, for the accessible name */
  readonly name: string;
  filterOf(effect: StackFilter['effect']): StackFilter;
}

function FilterButtons({ name, filterOf, stacks }: FilterButtonsProps) {
  return (
    <>
      <Button
        size="sm"
        fill="text"
        aria-label={t('search.hide-stacks-through', 'Hide stacks through {{name}}', { name })}
        onClick={() => stacks.add(filterOf('hide'))}
      >
        {t('search.hide', 'Hide')}
      </Button>
      <Button
        size="sm"
        fill="text"
        aria-label={t('search.show-only-stacks-through', 'Show only stacks through {{name}}', { name })}
        onClick={() => stacks.add(filterOf('only'))}
      >
        {t('search.only', 'Only')}
      </Button>
    </>
  );
}

/** Of the zone, not of the window: below, names need the room of self and n. */
const NARROW = '@container (max-width: 560px)';

const getStyles = (theme: GrafanaTheme2) => ({
  zone: css({
    containerType: 'inline-size',
    padding: theme.spacing(0.75, 1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5, 1) }),
  input: css({ flex: '0 1 320px', minWidth: 180 }),
  status: css({
    flex: '1 1 240px',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    color: theme.colors.text.primary,
    overflowWrap: 'anywhere',
  }),
  found: css({
    maxHeight: 300,
    marginTop: theme.spacing(0.5),
    overflow: 'auto',
    '&:focus-visible': { outlineOffset: -2 },
  }),
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    fontSize: 13,
    lineHeight: '20px',
    '& th': {
      height: 24,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.secondary,
      textAlign: 'right',
    },
    '& td': { height: 26, padding: 0, textAlign: 'right', borderTop: `1px solid ${theme.colors.border.weak}` },
    '& th:first-of-type, & td:first-of-type': { textAlign: 'left' },
    '& th:nth-of-type(2), & th:nth-of-type(3)': { width: 56 },
    '& th:nth-of-type(4)': { width: 64 },
    '& th:nth-of-type(5)': { width: 164 },
    [NARROW]: {
      '& th:nth-of-type(2), & td:nth-of-type(2), & th:nth-of-type(4), & td:nth-of-type(4)': { display: 'none' },
      '& th:nth-of-type(5)': { width: 150 },
    },
  }),
  name: css({ overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis' }),
  package: css({ unicodeBidi: 'isolate' }),
  muted: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
  actions: css({ display: 'flex', justifyContent: 'flex-end', alignItems: 'center' }),
  more: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
});
