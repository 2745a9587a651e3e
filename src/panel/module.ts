/** Entry of the panel plugin: declares options and data support; everything heavy is loaded on demand. */
import { FieldConfigProperty, PanelPlugin, type SelectFieldConfigSettings } from '@grafana/data';
import { wantAnalyses } from '../shared/ui/frames/handedAnalysis';
import { t } from '../shared/ui/i18n/translate';
import { LazyPanel } from './LazyPanel';
import { defaultRefIds, zoneNames, type HotpathOptions, type RefIds, type ZoneName } from './options';

const queryParts = (): ReadonlyArray<{ part: keyof RefIds; name: string; description: string }> => [
  {
    part: 'profile',
    name: t('panel.profile', 'Profile'),
    description: t('panel.a-profile-query-table-and', 'A profile query. Table and ribbon need this one only.'),
  },
  {
    part: 'alloc',
    name: t('panel.allocated-bytes', 'Allocated bytes'),
    description: t('panel.a-second-profile-alloc-space', 'A second profile (alloc_space). Sharpens the GC ledger.'),
  },
  { part: 'rate', name: t('panel.rate', 'Rate'), description: t('panel.requests-per-second', 'Requests per second.') },
  {
    part: 'errors',
    name: t('panel.errors', 'Errors'),
    description: t('panel.share-of-requests-that-failed', 'Share of requests that failed.'),
  },
  { part: 'p50', name: 'p50', description: t('panel.median-duration-in-seconds', 'Median duration in seconds.') },
  {
    part: 'p95',
    name: 'p95',
    description: t('panel.95th-percentile-of-duration-in', '95th percentile of duration in seconds.'),
  },
  {
    part: 'p99',
    name: 'p99',
    description: t(
      'panel.99th-percentile-of-duration-in',
      '99th percentile of duration in seconds. Carries the exemplars.'
    ),
  },
  {
    part: 'versions',
    name: t('panel.versions', 'Versions'),
    description: t('panel.rate-by-version-marks-deploys', 'Rate by version. Marks deploys.'),
  },
];

const zones = (): Record<ZoneName, string> => ({
  red: t('panel.red-charts', 'RED charts'),
  path: t('panel.path', 'Path'),
  why: t('panel.why', 'Why'),
  ways: t('panel.ways-to-fix', 'Ways to fix'),
});

wantAnalyses();

// Without annotations support Grafana withholds exemplars from the panel.
export const plugin = new PanelPlugin<HotpathOptions>(LazyPanel)
  .setDataSupport({ annotations: true })
  // Of the field options only links have an effect here: the units are the profile's own.
  .useFieldConfig({
    disableStandardOptions: Object.values(FieldConfigProperty).filter((option) => option !== FieldConfigProperty.Links),
  })
  .setPanelOptions((builder) => {
    builder.addTextInput({
      path: 'ownedPrefixes',
      name: t('panel.your-code', 'Your code'),
      description: t(
        'panel.prefixes-of-functions-that-you',
        'Prefixes of functions that you can edit, separated by commas. They are added to what is recognised.'
      ),
      category: [t('panel.analysis', 'Analysis')],
      defaultValue: '',
      settings: {
        placeholder: t('panel.example-com-shop-lib-pricing', 'example.com/shop, lib/pricing'),
        useTextarea: true,
        rows: 2,
      },
    });
    builder.addTextInput({
      path: 'inherent',
      name: t('panel.inherent-cost', 'Inherent cost'),
      description: t(
        'panel.prefixes-of-functions-that-are',
        'Prefixes of functions that are what the service is for. They come last, without an action.'
      ),
      category: [t('panel.analysis', 'Analysis')],
      settings: { placeholder: 'example.com/shop/render', useTextarea: true, rows: 2 },
    });
    const thresholds = [
      {
        path: 'dominantCallerPercent',
        name: t('panel.dominant-caller-percent', 'Dominant caller, %'),
        description: t('panel.share-that-makes-one-caller', 'Share that makes one caller the place to fix.'),
        placeholder: '50',
      },
      {
        path: 'minWorthPercent',
        name: t('panel.smallest-worth-percent', 'Smallest worth, %'),
        description: t('panel.savings-below-this-go-to', 'Savings below this go to the end of the table.'),
        placeholder: '2',
      },
      {
        path: 'minRowSharePercent',
        name: t('panel.smallest-row-percent', 'Smallest row, %'),
        description: t('panel.functions-with-less-cpu-than', 'Functions with less CPU than this get no row.'),
        placeholder: '',
      },
      {
        path: 'minSamplesRow',
        name: t('panel.samples-for-a-verdict', 'Samples for a verdict'),
        description: t('panel.a-row-with-fewer-samples', 'A row with fewer samples says “Need data”.'),
        placeholder: '30',
      },
    ];
    for (const { path, name, description, placeholder } of thresholds) {
      builder.addNumberInput({
        path: `thresholds.${path}`,
        name,
        description,
        category: [t('panel.analysis', 'Analysis')],
        settings: { min: 0, placeholder: placeholder || t('panel.default', 'default') },
      });
    }
    builder.addNumberInput({
      path: 'sloSeconds',
      name: t('panel.latency-objective-s', 'Latency objective, s'),
      description: t(
        'panel.drawn-in-the-duration-chart',
        'Drawn in the duration chart. Requests above it count as slow.'
      ),
      category: [t('panel.analysis', 'Analysis')],
      settings: { min: 0, placeholder: t('panel.none', 'none') },
    });
    builder.addNumberInput({
      path: 'sloErrorPercent',
      name: t('panel.failed-requests-allowed-percent', 'Failed requests allowed, %'),
      description: t(
        'panel.above-it-the-panel-says',
        'Above it the panel says that the objective burns on errors, which profiles do not explain.'
      ),
      category: [t('panel.analysis', 'Analysis')],
      settings: { min: 0, max: 100, placeholder: t('panel.none', 'none') },
    });
    builder.addTextInput({
      path: 'deployLabels',
      name: t('panel.deploy-labels', 'Deploy labels'),
      description: t(
        'panel.labels-of-the-versions-query',
        'Labels of the versions query whose change marks a deploy, the most telling first.'
      ),
      category: [t('panel.analysis', 'Analysis')],
      settings: { placeholder: t('panel.version-service-version-image', 'version, service_version, image') },
    });
    builder.addBooleanSwitch({
      path: 'checkSlowRequests',
      name: t('panel.check-slow-requests', 'Check slow requests'),
      description: t(
        'panel.reads-up-to-5-slow',
        'Reads up to 5 slow requests (a trace and a profile each) after drawing, to say whether they work or wait.'
      ),
      category: [t('panel.analysis', 'Analysis')],
      defaultValue: true,
    });
    builder.addMultiSelect<unknown, SelectFieldConfigSettings<unknown>>({
      path: 'zones',
      name: t('panel.zones', 'Zones'),
      description: t('panel.what-is-drawn-besides-the', 'What is drawn besides the table.'),
      category: [t('panel.display', 'Display')],
      defaultValue: [...zoneNames],
      settings: { options: zoneNames.map((value) => ({ value, label: zones()[value] })) },
    });
    builder.addTextInput({
      path: 'sourceUrl',
      name: t('panel.repository', 'Repository'),
      description: t('panel.address-of-a-line-of', 'Address of a line of code. Without it the path can be copied.'),
      category: [t('panel.source-code', 'Source code')],
      settings: { placeholder: 'https://github.com/org/repo/blob/{version}/{path}#L{line}' },
    });
    builder.addTextInput({
      path: 'sourcePrefixes',
      name: t('panel.paths', 'Paths'),
      description: t(
        'panel.prefix-of-files-in-the',
        'Prefix of files in the profile = prefix in the repository, one a line.'
      ),
      category: [t('panel.source-code', 'Source code')],
      settings: { placeholder: '/build/src/ = services/shop/', useTextarea: true, rows: 2 },
    });
    for (const { part, name, description } of queryParts()) {
      builder.addTextInput({
        path: `refIds.${part}`,
        name,
        description,
        category: [t('panel.queries-by-name', 'Queries by name')],
        settings: { placeholder: defaultRefIds[part] },
      });
    }
  });
