/** How to read the table, and the keys that work. Opened by `?` or by the help button. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Modal, useStyles2 } from '@grafana/ui';
import type { FixLayer, SignalKind, Thresholds } from '../../analysis/model';
import { signalText } from '../../analysis/wording';
import { formatShare } from '../../shared/lib/format';
import { LayerChip, type ChipKind } from '../../shared/ui/chips/LayerChip';
import { t } from '../../shared/ui/i18n/translate';
import { ink, layerHue } from '../../shared/ui/theme/ink';
import { testIds } from '../testIds';
import { PatternSketch, type Pattern } from './PatternSketch';

interface Entry {
  readonly pattern: Pattern;
  readonly signal: SignalKind;
  readonly layer: FixLayer;
  readonly meaning: string;
  readonly action: string;
  threshold(thresholds: Thresholds): string;
}

const entries = (): readonly Entry[] => [
  {
    pattern: 'concentrated',
    signal: 'one-dominant-caller',
    layer: 'caller',
    meaning: t('shell.a-wide-leaf-and-one', 'A wide leaf, and one function brings most of it.'),
    action: t('shell.call-it-less-batch-it', 'Call it less, batch it, or cache the result.'),
    threshold: ({ dominantCaller }) =>
      t('shell.or-more-from-one-caller', '{{dominantCaller}} or more from one caller', {
        dominantCaller: formatShare(dominantCaller),
      }),
  },
  {
    pattern: 'shared',
    signal: 'many-thin-callers',
    layer: 'leaf',
    meaning: t('shell.a-wide-leaf-and-no', 'A wide leaf, and no caller stands out.'),
    action: t('shell.make-the-shared-function-cheaper', 'Make the shared function cheaper. Every caller gains.'),
    threshold: ({ dominantCaller }) =>
      t('shell.no-caller-has-or-more', 'No caller has {{dominantCaller}} or more', {
        dominantCaller: formatShare(dominantCaller),
      }),
  },
  {
    pattern: 'self',
    signal: 'high-self-time',
    layer: 'inside',
    meaning: t('shell.the-function-does-the-work', 'The function does the work. Its callees are thin.'),
    action: t('shell.change-the-code-inside-this', 'Change the code inside this function.'),
    threshold: ({ insideSelf }) =>
      t('shell.or-more-of-its-time', '{{insideSelf}} or more of its time is its own', {
        insideSelf: formatShare(insideSelf),
      }),
  },
  {
    pattern: 'dispatcher',
    signal: 'dispatcher',
    layer: 'callee',
    meaning: t('shell.wide-in-total-thin-in', 'Wide in total, thin in itself. It passes work on.'),
    action: t('shell.go-one-level-down-and', 'Go one level down and fix the callee.'),
    threshold: ({ dispatcherSelf }) =>
      t('shell.own-time-or-less-of', 'Own time {{dispatcherSelf}} or less of its total', {
        dispatcherSelf: formatShare(dispatcherSelf),
      }),
  },
];

const others = (): ReadonlyArray<{ readonly kind: ChipKind; readonly text: string }> => [
  { kind: 'policy', text: t('shell.change-a-setting-not-code', 'Change a setting, not code.') },
  { kind: 'abstain', text: t('shell.too-little-data-to-say', 'Too little data to say.') },
  { kind: 'no-action', text: t('shell.the-cost-is-the-purpose', 'The cost is the purpose.') },
];

const terms = () => [
  {
    term: t('shell.self', 'Self'),
    text: t('shell.the-function-was-running-when', 'The function was running when sampled.'),
  },
  {
    term: t('shell.cum', 'Cum'),
    text: t('shell.it-or-something-it-called', 'It, or something it called, was running.'),
  },
  {
    term: t('shell.worth', 'Worth'),
    text: t('shell.cpu-saved-per-request-with', 'CPU saved per request, with the range it lies in.'),
  },
];

const keys = () => [
  { keys: '↑ ↓', text: t('shell.next-or-previous-row', 'Next or previous row') },
  { keys: '→ ←', text: t('shell.expand-or-collapse-the-row', 'Expand or collapse the row') },
  { keys: t('shell.enter', 'Enter'), text: t('shell.select-the-row-and-go', 'Select the row and go to its path') },
  { keys: '← →', text: t('shell.along-a-path-or-upright', 'Along the path; between callers where it is upright') },
  {
    keys: '↑ ↓',
    text: t('shell.between-callers-or-upright', 'Between the callers of a step; along the path where it is upright'),
  },
  { keys: t('shell.home-end', 'Home End'), text: t('shell.root-leaf-of-the-path', 'Root, leaf of the path') },
  { keys: 'e', text: t('shell.fix-site-on-the-path', 'Fix site on the path') },
  { keys: t('shell.esc', 'Esc'), text: t('shell.from-the-path-back-to', 'From the path back to the row') },
  { keys: 't', text: t('shell.bottom-up-or-top-down', 'Bottom-up or top-down') },
  { keys: 'c', text: t('shell.copy-the-function-name', 'Copy the function name') },
  { keys: 'm', text: t('shell.menu-of-the-row', 'Menu of the row') },
  { keys: '/', text: t('shell.search-functions', 'Search functions') },
  { keys: '?', text: t('shell.this-sheet', 'This sheet') },
];

export function CheatSheet({ thresholds, onClose }: { readonly thresholds: Thresholds; onClose(): void }) {
  const styles = useStyles2(getStyles);
  return (
    <Modal
      title={t('shell.how-to-read-this-table', 'How to read this table')}
      isOpen
      onDismiss={onClose}
      className={styles.modal}
    >
      <div data-testid={testIds.cheatSheet}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th colSpan={2}>{t('shell.what-you-see', 'What you see')}</th>
              <th>{t('shell.what-to-do', 'What to do')}</th>
              <th>{t('shell.fix-layer', 'Fix layer')}</th>
            </tr>
          </thead>
          <tbody>
            {entries().map(({ pattern, signal, layer, meaning, action, threshold }) => (
              <tr key={pattern}>
                <td className={styles.sketch}>
                  <PatternSketch pattern={pattern} className={styles[layer as 'caller']} />
                </td>
                <td>
                  <strong>{signalText(signal)}</strong>
                  {meaning}
                  <small>{threshold(thresholds)}</small>
                </td>
                <td>{action}</td>
                <td>
                  <LayerChip kind={layer} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className={styles.row}>
          {others().map(({ kind, text }) => (
            <span key={kind}>
              <LayerChip kind={kind} /> {text}
            </span>
          ))}
        </div>
        <dl className={styles.terms}>
          {terms().map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <h5 className={styles.heading}>{t('shell.keys', 'Keys')}</h5>
        <dl className={styles.keys}>
          {keys().map(({ keys: combination, text }) => (
            <div key={text}>
              <dt>
                {combination.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const small = { fontSize: theme.typography.bodySmall.fontSize, lineHeight: '18px' };
  const site = (layer: FixLayer) => {
    const hue = layerHue(theme, layer);
    return css({
      '& [data-site]': { stroke: hue, fill: `color-mix(in srgb, ${hue} 34%, ${theme.colors.background.primary})` },
    });
  };
  return {
    modal: css({ width: 860, maxWidth: '96vw' }),
    table: css({
      width: '100%',
      fontSize: 13,
      lineHeight: '20px',
      '& th': {
        textAlign: 'left',
        padding: '4px 8px',
        borderBottom: `1px solid ${theme.colors.border.medium}`,
        color: theme.colors.text.secondary,
        fontWeight: theme.typography.fontWeightMedium,
        ...small,
      },
      '& td': { padding: '8px', borderBottom: `1px solid ${theme.colors.border.weak}`, verticalAlign: 'middle' },
      '& td strong': { display: 'block', fontWeight: theme.typography.fontWeightMedium },
      '& td small': { display: 'block', color: theme.colors.text.secondary, ...small },
    }),
    sketch: css({ width: 206, '@media (max-width: 640px)': { display: 'none' } }),
    caller: site('caller'),
    leaf: site('leaf'),
    inside: site('inside'),
    callee: site('callee'),
    row: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 3),
      padding: '10px 8px 0',
      ...small,
      '& > span': { display: 'inline-flex', alignItems: 'center', gap: 8 },
    }),
    terms: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(3, 1fr)',
      gap: theme.spacing(3),
      margin: 0,
      padding: '10px 8px 0',
      ...small,
      '& dt': { fontWeight: theme.typography.fontWeightMedium },
      '& dd': { margin: 0, color: theme.colors.text.secondary },
    }),
    heading: css({
      margin: '14px 8px 4px',
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightMedium,
      ...small,
    }),
    keys: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
      gap: theme.spacing(0.5, 3),
      margin: 0,
      padding: '0 8px',
      ...small,
      '& > div': { display: 'flex', gap: 8, alignItems: 'baseline' },
      '& dt': { minWidth: 72, whiteSpace: 'nowrap' },
      '& dd': { margin: 0, color: theme.colors.text.secondary },
      '& kbd': {
        marginRight: 3,
        padding: '1px 6px',
        border: `1px solid ${ink(theme, 0.4)}`,
        borderRadius: theme.shape.radius.sm,
        background: theme.colors.background.primary,
        color: theme.colors.text.primary,
        fontFamily: theme.typography.fontFamily,
        fontSize: 11,
        boxShadow: 'none',
      },
    }),
  };
};
