/** "Where to fix": resolves what the address is about, asks where that is open, and shows the panel. */
import { css } from '@emotion/css';
import React, { useMemo, useState } from 'react';
import { type GrafanaTheme2 } from '@grafana/data';
import { locationService, PluginPage } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
import {
  Alert,
  Button,
  ClipboardButton,
  Combobox,
  EmptyState,
  Field,
  LinkButton,
  LoadingPlaceholder,
  useStyles2,
} from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { type ServiceRule } from '../../correlate/serviceMapping';
import { t } from '../../shared/ui/i18n/translate';
import { DATASOURCE_ID } from '../pluginIds';
import { testIds } from '../testIds';
import { dashboardJson } from './dashboardJson';
import { buildHotspotsScene } from './hotspotsScene';
import { type HotspotsParams, parseHotspotsParams } from './hotspotsParams';
import { type HotspotsTarget } from './resolveTarget';
import { type PageState, useResolution } from './useResolution';

export function HotspotsPage({ rules }: { readonly rules: readonly ServiceRule[] }) {
  const [attempt, setAttempt] = useState(0);
  const params = useHotspotsParams(attempt);
  const state = useResolution(params, rules, attempt);
  const styles = useStyles2(getStyles);
  return (
    <PluginPage>
      <div className={styles.page} data-testid={testIds.hotspotsPage}>
        <PageBody state={state} params={params} onRetry={() => setAttempt(attempt + 1)} />
      </div>
    </PluginPage>
  );
}

/** Keys that the scene and the panel write into the address themselves. */
const isSceneKey = (key: string) => key === 'from' || key === 'to' || key.startsWith('var-') || key.startsWith('fl-');

/**
 * What the address asks for. A change of the keys that the scene writes (time, variables, panel state) is no new
 * question: it must neither look up the service anew nor rebuild the scene.
 */
function useHotspotsParams(attempt: number): HotspotsParams {
  const { search } = useLocation();
  const question = new URLSearchParams(search);
  for (const key of [...question.keys()].filter(isSceneKey)) {
    question.delete(key);
  }
  const key = question.toString();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the time counts only with a new question or attempt
  return useMemo(() => parseHotspotsParams(search), [key, attempt]);
}

interface PageBodyProps {
  readonly state: PageState;
  readonly params: HotspotsParams;
  readonly onRetry: () => void;
}

function PageBody({ state, params, onRetry }: PageBodyProps) {
  switch (state.kind) {
    case 'loading':
      return <LoadingPlaceholder text={t('hotspots.looking-up-the-service', 'Looking up the service…')} />;
    case 'no-datasource':
      return (
        <EmptyState
          variant="not-found"
          message={t('hotspots.no-profile-data-source', 'No profile data source')}
          button={
            <LinkButton href={`/connections/datasources/new?search=${DATASOURCE_ID}`}>
              {t('hotspots.add-data-source', 'Add data source')}
            </LinkButton>
          }
        >
          {t(
            'hotspots.profiles-come-from-a-fix',
            'Profiles come from a Fix Layer Pyroscope or Pyroscope data source, and none is set up.'
          )}
        </EmptyState>
      );
    case 'failed':
      return (
        <Alert
          severity="error"
          title={t('hotspots.did-not-answer', '{{datasource}} did not answer', { datasource: state.datasource })}
        >
          <p>{state.message}</p>
          <Button variant="secondary" onClick={onRetry}>
            {t('hotspots.try-again', 'Try again')}
          </Button>
        </Alert>
      );
    case 'no-profiles':
      return (
        <EmptyState
          variant="not-found"
          message={t('hotspots.no-profiles-in-this-time', 'No profiles in this time range')}
          button={
            <Button onClick={() => lookAtLastDay(onRetry)}>
              {t('hotspots.look-at-the-last-24', 'Look at the last 24 hours')}
            </Button>
          }
        >
          {t(
            'hotspots.the-store-has-no-profile',
            'The store has no profile of any service between these times. Choose a wider time range, or check that the services send profiles.'
          )}
        </EmptyState>
      );
    case 'choose-service':
      return (
        <Choose
          label={t('hotspots.service', 'Service')}
          placeholder={t('hotspots.choose-a-service', 'Choose a service')}
          message={state.message}
          values={state.services}
          onChoose={(service) => chooseService(service, params)}
        />
      );
    case 'choose-deployment':
      return (
        <Choose
          label={state.label}
          placeholder={t('hotspots.choose-a', 'Choose a {{label}}', { label: state.label })}
          message={t(
            'hotspots.runs-in-several-places-label',
            '{{service}} runs in several places (label {{label}}). Their profiles are not merged.',
            { service: state.service, label: state.label }
          )}
          values={state.values}
          onChoose={(value) => locationService.partial({ service: state.service, [`match.${state.label}`]: value })}
        />
      );
    case 'ready':
      return <Ready target={state.target} params={params} />;
  }
}

/** Another service runs in other places: what was chosen for the one before does not hold for it. */
function chooseService(service: string, { chosen }: HotspotsParams) {
  const noLonger = Object.keys(chosen).map((name) => [`match.${name}`, null]);
  locationService.partial({ ...Object.fromEntries(noLonger), service });
}

function lookAtLastDay(onRetry: () => void) {
  locationService.partial({ from: 'now-24h', to: 'now' });
  onRetry();
}

interface ChooseProps {
  readonly label: string;
  readonly placeholder: string;
  readonly message: string;
  readonly values: readonly string[];
  readonly onChoose: (value: string) => void;
}

function Choose({ label, placeholder, message, values, onChoose }: ChooseProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.choose}>
      <Field label={label} description={message} noMargin>
        <Combobox
          options={values.map((value) => ({ label: value, value }))}
          value={null}
          onChange={(option) => onChoose(option.value)}
          placeholder={placeholder}
          aria-label={label}
          width={40}
        />
      </Field>
    </div>
  );
}

function Ready({ target, params }: { readonly target: HotspotsTarget; readonly params: HotspotsParams }) {
  const styles = useStyles2(getStyles);
  const scene = useMemo(() => buildHotspotsScene(target, params), [target, params]);
  const labels = Object.entries(target.labels);
  return (
    <>
      <div className={styles.scope}>
        <Combobox
          options={target.services.map((service) => ({ label: service, value: service }))}
          value={target.service}
          onChange={(option) => chooseService(option.value, params)}
          aria-label={t('hotspots.service', 'Service')}
          width={30}
        />
        {labels.length > 0 && (
          <span className={styles.labels}>
            {t('hotspots.narrowed-to', 'narrowed to {{labels}}', {
              labels: labels.map(([name, value]) => `${name} = ${value}`).join(', '),
            })}
          </span>
        )}
        <ClipboardButton
          className={styles.copy}
          size="sm"
          variant="secondary"
          icon="copy"
          tooltip={t(
            'hotspots.this-panel-and-its-queries',
            'This panel and its queries, to paste into Dashboards, New, Import'
          )}
          getText={() => dashboardJson(target, params, rangeOf(scene))}
        >
          {t('hotspots.copy-as-dashboard-json', 'Copy as dashboard JSON')}
        </ClipboardButton>
      </div>
      <UrlSyncContextProvider scene={scene}>
        <scene.Component model={scene} />
      </UrlSyncContextProvider>
    </>
  );
}

/** As the page shows it now, relative where it is. */
function rangeOf(scene: ReturnType<typeof buildHotspotsScene>): { from: string; to: string } {
  const { from = 'now-1h', to = 'now' } = scene.state.$timeRange?.state ?? {};
  return { from, to };
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, gap: theme.spacing(2) }),
  scope: css({ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: theme.spacing(1) }),
  labels: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  copy: css({ marginLeft: 'auto' }),
  choose: css({ maxWidth: 480 }),
});
