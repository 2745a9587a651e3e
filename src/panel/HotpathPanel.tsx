/**
 * Body of the panel: frames in; scope bar, RED strip, table, path and reasons out.
 *
 * It draws from its own queries alone. One request's profile is fetched on a click only (`useRequestScope`).
 */
import React, { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { LoadingState, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { defaultThresholds, type Row } from '../analysis';
import { describeProfileFrame, findProfileSource, profileSourceOf, targetOf } from '../shared/ui/frames/profileSource';
import { t } from '../shared/ui/i18n/translate';
import { earlyStyles } from '../shared/ui/theme/earlyStyles';
import { useAnalysis } from './analysis/useAnalysis';
import { useAnalysisOptions } from './analysis/useAnalysisOptions';
import { AnswerZone } from './answer/AnswerZone';
import { LazyComparison } from './brush/LazyComparison';
import { useComparison } from './brush/useComparison';
import { ChangeBar } from './change/ChangeBar';
import { useChangeZone } from './change/useChangeZone';
import { viewIn } from './evidence/context';
import { RowEvidence } from './evidence/RowEvidence';
import { useAllocations } from './evidence/useAllocations';
import { useFindingTools } from './finding/findingTools';
import { HotspotView, type HotspotHandle } from './hotspots/HotspotView';
import { profileProblem } from './hotspots/profileProblem';
import { ProfileZone } from './hotspots/ProfileZone';
import { buildRequestView } from './hotspots/requestView';
import { MarksProvider } from './marks/MarksProvider';
import { effectiveRefIds, effectiveZones, parseOwnedPrefixes, type HotpathOptions } from './options';
import { redFromData, unreadRed } from './red/redFromData';
import { RedStrip } from './red/RedStrip';
import { savedTarget, serviceOfSelector } from './request/profileTarget';
import { RequestNotice } from './request/RequestNotice';
import { useConfirmations } from './request/useConfirmations';
import { useRequestScope } from './request/useRequestScope';
import { ScopeBar } from './scope/ScopeBar';
import { FilterChips } from './search/FilterChips';
import { CheatSheet } from './shell/CheatSheet';
import { PanelTools } from './shell/PanelTools';
import { stripHeight, widthMode, zonesThatFit } from './shell/panelSize';
import { StaleContent } from './shell/StaleContent';
import { useAfterPaint } from './shell/useAfterPaint';
import { SCROLL_ROOT } from './shell/useKeptInView';
import { usePanelKeys } from './shell/usePanelKeys';
import { ZoneBoundary } from './shell/ZoneBoundary';
import { linkToView } from './state/linkToView';
import { useSearchOpening } from './search/useSearchOpening';
import { useStackFilters } from './state/useStackFilters';
import { SelectedRow } from './state/SelectedRow';
import { useUrlState } from './state/useUrlState';
import { viewKey } from './state/viewKey';
import { testIds } from './testIds';

/** Loaded when they are first opened. */
const SearchZone = lazy(async () => ({ default: (await import('./search/SearchZone')).SearchZone }));
const CompareForm = lazy(async () => ({ default: (await import('./change/CompareForm')).CompareForm }));

/** The frame round a fix site at the edge of the ribbon reaches this far into the padding of Grafana's panel. */
const OVERHANG = 8;

export function HotpathPanel(props: PanelProps<HotpathOptions>) {
  const { id, data, width, height, options, timeRange, timeZone, replaceVariables, onChangeTimeRange } = props;
  const styles = useStyles2(getStyles);
  const [helpOpen, setHelpOpen] = useState(false);
  const [compareOpen, setCompareOpen] = useState(false);
  const key = viewKey(id, replaceVariables);
  const url = useUrlState(key);
  const stacks = useStackFilters(key);
  const mode = widthMode(width);
  const fits = zonesThatFit(height);
  const refIds = useMemo(() => effectiveRefIds(options), [options]);
  const analysisOptions = useAnalysisOptions(options);
  const deployLabels = useMemo(() => parseOwnedPrefixes(options.deployLabels), [options.deployLabels]);

  const source = useMemo(() => findProfileSource(data, refIds.profile, [refIds.alloc]), [data, refIds]);
  const queriedAlloc = useMemo(() => profileSourceOf(data, refIds.alloc), [data, refIds]);
  const profileTarget = useMemo(() => savedTarget(data, source?.refId ?? refIds.profile), [data, source, refIds]);
  const allocations = useAllocations(data, profileTarget, replaceVariables);
  const all = useAnalysis(source, queriedAlloc ?? allocations.of(null), analysisOptions, stacks.filters);
  // Three charts and what they show cost about as much as the table; the table comes first.
  const chartsReady = useAfterPaint(all.status !== 'running');
  const problem = useMemo(
    () => profileProblem(data, refIds.profile, { found: source !== null, replaceVariables }),
    [data, refIds, source, replaceVariables]
  );

  const red = useMemo(
    () =>
      chartsReady ? redFromData(data, { refIds, sloSeconds: options.sloSeconds ?? null, deployLabels }) : unreadRed,
    [chartsReady, data, refIds, options.sloSeconds, deployLabels]
  );
  const change = useChangeZone({
    data,
    panelId: id,
    red,
    profileTarget,
    refIds,
    all,
    source,
    allocationsOf: allocations.of,
    options: analysisOptions,
    filters: stacks.filters,
    url,
    timeZone,
    replaceVariables,
  });
  const { service } = change;
  const versionRead = change.version.state;
  const aloneName = versionRead.kind === 'alone' ? versionRead.version : null;
  const versionAlone = useMemo(
    () => (aloneName !== null && red.versionLabel !== null ? { label: red.versionLabel, value: aloneName } : null),
    [aloneName, red.versionLabel]
  );
  const { scope, open, climb, close, retry } = useRequestScope({
    data,
    panelId: id,
    profileTarget,
    exemplars: red.exemplars,
    areDotsRead: chartsReady,
    urlState: url,
    replaceVariables,
  });

  const comparison = useComparison({
    data,
    panelId: id,
    profileTarget,
    red,
    options: analysisOptions,
    replaceVariables,
  });

  const requestFrame = scope.kind === 'request' ? scope.frame : null;
  const rung = scope.kind === 'request' ? scope.rung : undefined;
  const requestSource = useMemo(
    () => (requestFrame ? describeProfileFrame(requestFrame, targetOf(data, refIds.profile)) : null),
    // The frame alone decides; `data` changes with every refresh.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [requestFrame]
  );
  const requestAnalysis = useAnalysis(requestSource, null, analysisOptions, stacks.filters);
  const confirmations = useConfirmations(change.source, requestSource, service.analysis, stacks.filters);
  const requestView = useMemo(
    () =>
      requestFrame && requestAnalysis.analysis
        ? buildRequestView(requestAnalysis.analysis, service.analysis, confirmations, rung)
        : null,
    [requestFrame, requestAnalysis.analysis, service.analysis, confirmations, rung]
  );

  const inRequest = scope.kind === 'request';
  // It was asked for beside the service; on the way back from a request it would stand there unasked.
  if (inRequest && compareOpen) {
    setCompareOpen(false);
  }
  const shown = inRequest ? requestAnalysis : service;
  const shownSource = inRequest ? requestSource : change.source;
  const asked = targetOf(data, refIds.profile);
  const named = (ofFrame: string | null | undefined, ofTarget: unknown) =>
    replaceVariables(ofFrame ?? (typeof ofTarget === 'string' ? ofTarget : ''));
  const labelSelector = named(source?.labelSelector, asked.labelSelector);
  const serviceName = serviceOfSelector(labelSelector);
  const profileTypeId = named(source?.profileTypeId, asked.profileTypeId) || null;
  const quality = service.analysis?.quality ?? null;
  const times = { fromMs: timeRange.from.valueOf(), toMs: timeRange.to.valueOf() };
  const linkTo = useCallback(
    (row: string | null) =>
      linkToView(window.location.href, { viewKey: key, row, fromMs: times.fromMs, toMs: times.toMs }),
    [key, times.fromMs, times.toMs]
  );

  const zones = useMemo(() => effectiveZones(options), [options]);
  const tools = useFindingTools({
    data,
    part: inRequest ? { version: null, request: scope } : { version: versionAlone, request: null },
    source: shownSource,
    profileTarget,
    options,
    stacks,
    service: serviceName,
    profileTypeId,
    labelSelector,
    ...times,
    timeZone,
    replaceVariables,
  });

  const evidence = (row: Row) => (
    <RowEvidence
      key={row.id}
      row={row}
      width={width}
      context={{
        data,
        panelId: id,
        profileTarget,
        kind: service.analysis?.profile.kind ?? 'other',
        language: service.analysis?.profile.language ?? 'unknown',
        analysisOptions,
        isFiltered: stacks.filters.length > 0,
        refIds,
        exemplars: red.exemplars,
        timeZone,
        replaceVariables,
        version: versionAlone,
        onPickExemplar: open,
        onAllocations: allocations.load,
      }}
    />
  );

  const hotspots = useRef<HotspotHandle>(null);
  const { down, update } = url;
  const { body, onKeyDown } = usePanelKeys({
    '?': () => setHelpOpen(true),
    '/': () => search.open(),
    c: () => hotspots.current?.copyName(),
    t: () => update({ down: !down }),
  });
  const search = useSearchOpening(body);

  const closeCompare = () => {
    setCompareOpen(false);
    body.current?.focus({ preventScroll: true });
  };

  return (
    // Takes the focus of a click on its empty parts and listens for keys that nothing inside has taken; it is no control.
    <div
      ref={body}
      tabIndex={-1}
      className={styles.panel}
      style={{ width: width + 2 * OVERHANG, height }}
      onKeyDown={onKeyDown}
      data-testid={testIds.panel}
      {...SCROLL_ROOT}
    >
      <ZoneBoundary name="scope bar" dependencies={[data, scope]}>
        <div className={styles.fixed}>
          <ScopeBar
            service={serviceName}
            profileTypeId={profileTypeId}
            scope={scope}
            samples={quality?.samples ?? null}
            hiddenOrUnknownShare={quality ? quality.hiddenShare + quality.unknownShare : null}
            width={width}
            isDrawn={chartsReady}
            onCloseRequest={close}
            onClimb={climb}
          >
            <PanelTools
              service={
                inRequest ? null : { analysis: service.analysis, red, change, canCompare: profileTarget !== null }
              }
              url={url}
              width={width}
              timeZone={timeZone}
              onChooseOther={() => setCompareOpen(true)}
              onSearch={search.open}
              onHelp={() => setHelpOpen(true)}
            />
          </ScopeBar>
        </div>
      </ZoneBoundary>
      {compareOpen && !inRequest && (
        <ZoneBoundary name="compare" dependencies={[change]}>
          <div className={styles.fixed}>
            <Suspense fallback={null}>
              <CompareForm
                // Another service has other labels and values.
                key={viewIn({ data, profileTarget, replaceVariables })}
                data={data}
                profileTarget={profileTarget}
                chosen={change.changes.chosen}
                version={aloneName}
                versionLabel={red.versionLabel}
                timeZone={timeZone}
                replaceVariables={replaceVariables}
                onChoose={(base) => url.update({ base })}
                onClose={closeCompare}
              />
            </Suspense>
          </div>
        </ZoneBoundary>
      )}
      {fits.red && zones.has('red') && (
        <ZoneBoundary name="RED strip" dependencies={[data]}>
          <div className={styles.fixed} style={{ minHeight: chartsReady ? undefined : stripHeight(mode) }}>
            {chartsReady && (
              <RedStrip
                red={red}
                width={width}
                timeRange={times}
                timeZone={timeZone}
                pickedKey={inRequest ? scope.key : null}
                onPickExemplar={open}
                brush={comparison}
              />
            )}
          </div>
        </ZoneBoundary>
      )}
      {comparison.state.kind !== 'closed' && (
        <ZoneBoundary name="comparison" dependencies={[comparison.state]}>
          <div className={styles.fixed}>
            <LazyComparison
              comparison={comparison}
              width={width}
              analysis={service.analysis}
              isFiltered={stacks.filters.length > 0}
              onSelectRow={(row) => url.update({ row })}
              onZoom={(from, to) => onChangeTimeRange({ from, to })}
            />
          </div>
        </ZoneBoundary>
      )}
      {!inRequest && service.analysis?.profile.kind === 'cpu' && (
        <ZoneBoundary name="answer" dependencies={[data]}>
          <AnswerZone
            data={data}
            panelId={id}
            red={red}
            profileTarget={profileTarget}
            options={options}
            isDrawn={chartsReady}
            isShort={!fits.sentences}
            timeZone={timeZone}
            replaceVariables={replaceVariables}
            onPick={open}
          />
        </ZoneBoundary>
      )}
      {!inRequest && service.analysis && (
        <ZoneBoundary name="changes" dependencies={[change]}>
          <ChangeBar
            version={change.version}
            changes={change.changes}
            kind={service.analysis.profile.kind}
            isPart={stacks.filters.length > 0}
            timeZone={timeZone}
            byChange={url.byChange}
            onVersion={(version) => url.update({ version })}
            onSort={(byChange) => url.update({ byChange })}
            onChooseOther={() => setCompareOpen(true)}
            onUndo={() => url.update({ base: null })}
          />
        </ZoneBoundary>
      )}
      {inRequest && (
        <ZoneBoundary name="request notice" dependencies={[scope]}>
          <div className={styles.fixed}>
            <RequestNotice
              scope={scope}
              serviceSamples={quality?.samples ?? null}
              onRetry={retry}
              onClimb={climb}
              onClose={close}
            />
          </div>
        </ZoneBoundary>
      )}
      {search.isOpen && (
        <ZoneBoundary name="search" dependencies={[shownSource]}>
          <div className={styles.fixed}>
            <Suspense fallback={null}>
              <SearchZone
                source={shownSource}
                options={analysisOptions}
                stacks={stacks}
                rows={shown.analysis?.rows ?? []}
                onSelect={(row) => url.update({ row: row.id })}
                onClose={search.close}
              />
            </Suspense>
          </div>
        </ZoneBoundary>
      )}
      {stacks.filters.length > 0 && (
        <div className={styles.fixed}>
          <FilterChips stacks={stacks} part={shown.analysis?.part ?? null} profile={shown.analysis?.profile ?? null} />
        </div>
      )}
      {inRequest && scope.status === 'loading' && (
        <StaleContent busy text={t('panel.reading-the-requests-profile', "Reading the request's profile…")} />
      )}
      {(!inRequest || scope.status === 'ready') && (
        <ProfileZone
          problem={inRequest ? null : problem}
          loading={!inRequest && (data.state === LoadingState.Loading || change.isReadingVersion)}
          analysis={shown}
          service={serviceName}
          timeRange={timeRange}
          timeZone={timeZone}
          onWiden={(from, to) => onChangeTimeRange({ from, to })}
        >
          {shown.analysis && (
            <MarksProvider>
              <SelectedRow viewKey={key}>
                {(row) => (
                  <HotspotView
                    analysis={shown.analysis!}
                    readJob={shown.readJob}
                    request={inRequest ? requestView : null}
                    width={width}
                    mode={mode}
                    showWays={fits.ways}
                    leastRows={fits.leastRows}
                    changes={inRequest ? null : change.table}
                    url={{ ...url, row }}
                    handle={hotspots}
                    zones={zones}
                    tools={tools}
                    linkTo={linkTo}
                    evidence={evidence}
                  />
                )}
              </SelectedRow>
            </MarksProvider>
          )}
        </ProfileZone>
      )}
      {helpOpen && (
        <CheatSheet thresholds={service.analysis?.thresholds ?? defaultThresholds} onClose={() => setHelpOpen(false)} />
      )}
    </div>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  panel: css({
    position: 'relative',
    margin: `0 ${-OVERHANG}px`,
    padding: `0 ${OVERHANG}px`,
    display: 'flex',
    flexDirection: 'column',
    overflowX: 'hidden',
    overflowY: 'auto',
    outline: 'none',
    color: theme.colors.text.primary,
    fontSize: 13,
    lineHeight: '18px',
  }),
  fixed: css({ flex: 'none', marginBottom: 10 }),
}));
