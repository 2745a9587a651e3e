/** Table, path and reasons of one Analysis: one selected row, shared by all three, kept in the URL. */
import React, {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Analysis, FunctionRef, Row } from '../../analysis/model';
import { cautionTexts, layerText, profileAnswerText } from '../../analysis/wording';
import { chipKind, LayerChip } from '../../shared/ui/chips/LayerChip';
import { t } from '../../shared/ui/i18n/translate';
import { Segments } from '../../shared/ui/names/Segments';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import type { JobReader } from '../analysis/analysisRunner';
import { sortByChange, type TableChanges } from '../change/tableChanges';
import { RowHeading } from '../detail/RowHeading';
import type { FindingTools } from '../finding/findingTools';
import { applyMarks } from '../marks/marks';
import { MarksNote } from '../marks/MarksNote';
import { useMarksHere } from '../marks/MarksProvider';
import type { ZoneName } from '../options';
import { Ribbon } from '../ribbon/Ribbon';
import { copyText } from '../shell/copyText';
import { LEAST_ROWS, type WidthMode } from '../shell/panelSize';
import { StatusLine } from '../shell/StatusLine';
import { ZoneBoundary } from '../shell/ZoneBoundary';
import type { UrlState } from '../state/useUrlState';
import { HotspotTable } from '../table/HotspotTable';
import { RequestTable } from '../table/RequestTable';
import { TopDown } from '../topDown/TopDown';
import { testIds } from '../testIds';
import { Explanation } from './Explanation';
import type { RequestView } from './requestView';

interface Props {
  readonly analysis: Analysis;
  /** reads the profile of the analysis, for what is asked of it later; null where it is not at hand */
  readonly readJob?: JobReader | null;
  /** the request's own figures, where the panel shows one request */
  readonly request: RequestView | null;
  readonly width: number;
  readonly mode: WidthMode;
  /** zones that the author wants */
  readonly zones: ReadonlySet<ZoneName>;
  /** the panel is tall enough for the ways to fix */
  readonly showWays: boolean;
  /** rows of a table that stay in view in a panel with too little room */
  readonly leastRows: number;
  /** changes since a baseline; null without one */
  readonly changes?: TableChanges | null;
  readonly url: UrlState;
  /** for keys that work anywhere in the panel */
  readonly handle?: React.Ref<HotspotHandle>;
  readonly tools: FindingTools;
  /** a link that shows what is shown now, times included */
  linkTo(rowId: string | null): string;
  /** more that can be asked about a row; nothing where nobody can be asked */
  evidence?(row: Row): React.ReactNode;
}

export interface HotspotHandle {
  /** of the selected row's function, to the clipboard */
  copyName(): void;
}

interface OpenMenu {
  readonly subject: FunctionRef;
  readonly row: Row | null;
  readonly x: number;
  readonly y: number;
  /** had the focus when the menu opened */
  readonly opener: Element | null;
}

function takesFocus(element: Element | null | undefined): boolean {
  if (element instanceof HTMLElement && element !== document.body) {
    element.focus();
  }
  return element != null && element !== document.body && document.activeElement === element;
}

/** Loaded when it is first opened. */
const RowMenu = lazy(async () => ({ default: (await import('../finding/RowMenu')).RowMenu }));

export function HotspotView(props: Props) {
  const {
    analysis: unmarked,
    readJob = null,
    request,
    width,
    mode,
    zones,
    showWays,
    leastRows,
    changes = null,
    url,
    handle,
    tools,
    linkTo,
    evidence,
  } = props;
  const styles = useStyles2(getStyles);
  const marks = useMarksHere();
  useEffect(() => marks?.load(), [marks]);
  const list = marks?.marks;
  const { analysis: ranked } = useMemo(
    () => applyMarks(unmarked, list ?? [], tools.service, tools.isInherent),
    [unmarked, list, tools]
  );
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [focus, setFocus] = useState({ table: 0, ribbon: 0 });
  const [note, setNote] = useState('');
  const byChange = url.byChange && changes !== null;
  const analysis = useMemo(
    () => (byChange ? { ...ranked, rows: sortByChange(ranked.rows, changes) } : ranked),
    [byChange, ranked, changes]
  );
  const rows = request ? request.rows.map(({ row }) => row) : analysis.rows;
  const selected = rows.find((row) => row.id === url.row) ?? rows[0] ?? null;
  // What is read after the path is drawn after it: buttons and sentences cost as much as all the rest of a click.
  const explained = useDeferredValue(selected);
  const { update } = url;

  const onSelect = useCallback(
    (row: Row) => {
      setNote('');
      update({ row: row.id });
    },
    [update]
  );
  const onOpen = useCallback(
    (row: Row) => {
      setNote('');
      update({ row: row.id });
      setFocus((before) => ({ ...before, ribbon: before.ribbon + 1 }));
    },
    [update]
  );
  const onLeaveRibbon = useCallback(() => setFocus((before) => ({ ...before, table: before.table + 1 })), []);
  const copy = useCallback(async (text: string, what: string) => {
    const copied = await copyText(text);
    setNote(
      copied
        ? t('hotspots.copied', '{{what}} copied.', { what })
        : t('hotspots.could-not-be-copied', '{{what}} could not be copied.', { what })
    );
  }, []);
  const onCopyFunction = useCallback((func: FunctionRef) => void copy(func.name, func.shortName), [copy]);
  const onCopyRow = useCallback((row: Row) => void copy(row.subject.name, row.subject.shortName), [copy]);
  useImperativeHandle(handle, () => ({ copyName: () => selected && onCopyRow(selected) }), [selected, onCopyRow]);
  const onCopyText = useCallback((text: string, what: string) => void copy(text, what), [copy]);
  const onCopyMarkdown = useCallback(
    (row: Row) => void copy(tools.markdownOf(row, analysis, linkTo(row.id)), t('hotspots.finding', 'Finding')),
    [copy, tools, analysis, linkTo]
  );
  const onMenu = useCallback(
    (row: Row, x: number, y: number) => setMenu({ subject: row.subject, row, x, y, opener: document.activeElement }),
    []
  );
  const onFunctionMenu = useCallback(
    (subject: FunctionRef, x: number, y: number) =>
      setMenu({ subject, row: null, x, y, opener: document.activeElement }),
    []
  );
  const onMenuClose = useCallback(() => {
    setMenu(null);
    // A row's own button goes with the pointer, and a click on a row's empty parts gives nothing the focus.
    if (!takesFocus(menu?.opener)) {
      setFocus((before) => ({ ...before, table: before.table + 1 }));
    }
  }, [menu]);
  const footerNote = useMemo(
    () => marks && <MarksNote marks={marks} service={tools.service} />,
    [marks, tools.service]
  );
  const onRawChange = useCallback((raw: boolean) => update({ raw }), [update]);

  const shared = {
    mode,
    leastRows,
    selectedId: selected?.id ?? null,
    focusRequest: focus.table,
    onSelect,
    onOpen,
    onCopyName: onCopyRow,
  };
  const heading = selected && (
    <RowHeading row={selected} kind={analysis.profile.kind} mode={mode} answer={request?.answer(selected)} />
  );
  // The narrowest table has no column for the place to edit; in a short panel the sentence under it would not be seen.
  const headingFirst = mode === 'min' && leastRows < LEAST_ROWS;
  const cautions = cautionTexts(analysis);
  const isDown = url.down && !request;
  const status = !selected
    ? ''
    : isDown
      ? t('hotspots.entry-points-that-own', 'Entry points that own {{shortName}}.', {
          shortName: selected.subject.shortName,
        })
      : t('hotspots.selected-fix-layer', '{{shortName}} selected. Fix layer {{layer}}.', {
          shortName: selected.subject.shortName,
          layer: layerText(chipKind(selected)),
        });
  // The row that had the keyboard's place went with its table: the other table takes it.
  const wasDown = useRef(isDown);
  useEffect(() => {
    if (wasDown.current === isDown) {
      return;
    }
    wasDown.current = isDown;
    if (document.activeElement !== document.body) {
      return;
    }
    const frame = requestAnimationFrame(() => setFocus((before) => ({ ...before, table: before.table + 1 })));
    return () => cancelAnimationFrame(frame);
  }, [isDown]);
  return (
    <>
      {analysis.verdict !== 'fix' && !request && (
        <div className={styles.verdict}>
          <LayerChip kind={chipKind({ verdict: analysis.verdict })} />
          <span>
            <Segments segments={profileAnswerText(analysis)} />
          </span>
        </div>
      )}
      {cautions.length > 0 && !request && (
        <div className={styles.cautions} data-testid={testIds.caution}>
          <Icon name="exclamation-triangle" size="sm" className={styles.caution} />
          <span>{cautions.join(' ')}</span>
        </div>
      )}
      {headingFirst && heading}
      <ZoneBoundary name="table" dependencies={[analysis, request]}>
        {isDown && selected ? (
          <TopDown
            rows={rows}
            selected={selected}
            mode={mode}
            leastRows={leastRows}
            focusRequest={focus.table}
            onSelect={onSelect}
            onCopyName={onCopyFunction}
            onMenu={onFunctionMenu}
          />
        ) : request ? (
          <RequestTable {...shared} request={request} onMenu={onMenu} />
        ) : (
          <HotspotTable
            {...shared}
            width={width}
            analysis={analysis}
            raw={url.raw}
            changes={changes}
            byChange={byChange}
            footerNote={footerNote}
            onRawChange={onRawChange}
            onMenu={onMenu}
          />
        )}
      </ZoneBoundary>
      {selected && (
        <>
          <ZoneBoundary name="path" dependencies={[selected]}>
            {!headingFirst && heading}
            {zones.has('path') && (
              <Ribbon
                sampleTotal={request?.samples}
                row={selected}
                width={width}
                mode={mode}
                analysis={analysis}
                readJob={readJob}
                focusRequest={focus.ribbon}
                onLeave={onLeaveRibbon}
                onCopy={onCopyFunction}
              />
            )}
          </ZoneBoundary>
        </>
      )}
      {explained && (
        <Explanation
          row={explained}
          analysis={analysis}
          changes={changes}
          mode={mode}
          zones={zones}
          showWays={showWays}
          request={request}
          note={note}
          tools={tools}
          linkTo={linkTo}
          onCopy={onCopyText}
          onCopyMarkdown={onCopyMarkdown}
          onMenu={onMenu}
          evidence={evidence}
        />
      )}
      {menu && (
        <Suspense fallback={null}>
          <RowMenu
            {...menu}
            tools={tools}
            // What the viewer mutes is left out of the service's table, not of one request's.
            marks={request ? null : marks}
            onCopy={onCopyText}
            onCopyMarkdown={onCopyMarkdown}
            onClose={onMenuClose}
          />
        </Suspense>
      )}
      <StatusLine text={note || status} />
    </>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  cautions: css({ flex: 'none', display: 'flex', gap: 8, padding: '2px 0 6px', fontSize: 13, lineHeight: '20px' }),
  caution: css({ flexShrink: 0, marginTop: 3, color: theme.colors.warning.text }),
  verdict: css({
    flex: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 8,
    padding: '2px 0 6px',
    fontSize: 13,
    lineHeight: '20px',
  }),
}));
