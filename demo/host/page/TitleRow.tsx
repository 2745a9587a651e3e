/** The row above the scene: what is shown, plain links to the three windows, to the app's page and to the other theme. */
import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { TextLink, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { type TimeWindow, type WindowName } from '../server/windows';
import { type DashboardJson } from './dashboardToScene';

const windowLabels: ReadonlyArray<[WindowName, string]> = [
  ['incident', 'during the incident'],
  ['after', 'after the fix'],
  ['whole', 'the whole window'],
];

const withQuery = (path: string, values: Record<string, string | null | undefined>) => {
  const query = new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  );
  return `${path}?${query}`;
};

/** Whether the range in the address shows this part of some round of the recording. */
function isShown(query: URLSearchParams, { fromMs, toMs }: TimeWindow, roundMs: number): boolean {
  const from = epochMs(query.get('from'));
  return (from - fromMs) % roundMs === 0 && epochMs(query.get('to')) - from === toMs - fromMs;
}

/** The address holds milliseconds when the server wrote it and an ISO date after Scenes did. */
const epochMs = (text: string | null) => (text && /^\d+$/.test(text) ? Number(text) : Date.parse(text ?? ''));

export function TitleRow({ title, links = [] }: { readonly title: string; readonly links?: DashboardJson['links'] }) {
  const styles = useStyles2(getStyles);
  const { pathname, search } = useLocation();
  const query = new URLSearchParams(search);
  const { windows, roundMs, files } = window.fixLayerHost;
  const theme = query.get('theme');
  const service = query.get('var-service') ?? query.get('service');
  const range = { from: query.get('from'), to: query.get('to'), theme };
  const otherTheme = config.theme2.isDark ? 'light' : 'dark';
  const switched = new URLSearchParams(query);
  switched.set('theme', otherTheme);

  return (
    <header className={styles.row}>
      <h1 className={styles.title}>{title}</h1>
      {windows && roundMs && (
        <nav className={styles.group} aria-label="Time windows of the recording">
          {windowLabels.map(([name, label]) => (
            <a
              key={name}
              className={styles.window}
              href={withQuery('/', { show: name, service, theme })}
              aria-current={isShown(query, windows[name], roundMs) ? 'page' : undefined}
            >
              {label}
            </a>
          ))}
        </nav>
      )}
      {files && (
        <p className={styles.note} role="note">
          {files.join(', ')}. A profile file has no request metrics: no rate, errors, durations or single requests here.
        </p>
      )}
      <nav className={styles.group} aria-label="Pages">
        {links.map((link) => (
          <TextLink key={link.title} href={withQuery(link.url, link.keepTime ? range : { theme })}>
            {link.title}
          </TextLink>
        ))}
        <TextLink href={withQuery('/a/fixlayer-hotpath-app/hotspots', { service, ...range })}>
          Where to fix this
        </TextLink>
        <TextLink href={withQuery('/explore/fl-pyroscope', range)}>Explore profiles</TextLink>
        <a className={styles.window} href={`${pathname}?${switched}`}>
          {otherTheme} theme
        </a>
      </nav>
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(1, 3),
    padding: theme.spacing(1.5, 2, 1),
  }),
  note: css({ margin: 0, color: theme.colors.text.secondary }),
  title: css({ ...theme.typography.h4, margin: 0 }),
  group: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2), '&:last-child': { marginLeft: 'auto' } }),
  window: css({
    color: theme.colors.text.link,
    textDecoration: 'underline',
    '&[aria-current]': {
      color: theme.colors.text.primary,
      textDecoration: 'none',
      fontWeight: theme.typography.fontWeightMedium,
    },
  }),
});
