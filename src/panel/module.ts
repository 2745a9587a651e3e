/** Entry of the panel plugin: declares options and data support; everything heavy is loaded on demand. */
import { FieldConfigProperty, PanelPlugin, type SelectFieldConfigSettings } from '@grafana/data';
import { wantAnalyses } from '../shared/ui/frames/handedAnalysis';
import { LazyPanel } from './LazyPanel';
import { defaultRefIds, zoneNames, type HotpathOptions, type RefIds, type ZoneName } from './options';

const queryParts: ReadonlyArray<{ part: keyof RefIds; name: string; description: string }> = [
  { part: 'profile', name: 'Profile', description: 'A profile query. Table and ribbon need this one only.' },
  { part: 'alloc', name: 'Allocated bytes', description: 'A second profile (alloc_space). Sharpens the GC ledger.' },
  { part: 'rate', name: 'Rate', description: 'Requests per second.' },
  { part: 'errors', name: 'Errors', description: 'Share of requests that failed.' },
  { part: 'p50', name: 'p50', description: 'Median duration in seconds.' },
  { part: 'p95', name: 'p95', description: '95th percentile of duration in seconds.' },
  { part: 'p99', name: 'p99', description: '99th percentile of duration in seconds. Carries the exemplars.' },
  { part: 'versions', name: 'Versions', description: 'Rate by version. Marks deploys.' },
];

const zones: Record<ZoneName, string> = { red: 'RED charts', path: 'Path', why: 'Why', ways: 'Ways to fix' };

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
      name: 'Your code',
      description:
        'Prefixes of functions that you can edit, separated by commas. They are added to what is recognised.',
      category: ['Analysis'],
      defaultValue: '',
      settings: { placeholder: 'example.com/shop, lib/pricing', useTextarea: true, rows: 2 },
    });
    builder.addTextInput({
      path: 'inherent',
      name: 'Inherent cost',
      description: 'Prefixes of functions that are what the service is for. They come last, without an action.',
      category: ['Analysis'],
      settings: { placeholder: 'example.com/shop/render', useTextarea: true, rows: 2 },
    });
    const thresholds = [
      {
        path: 'dominantCallerPercent',
        name: 'Dominant caller, %',
        description: 'Share that makes one caller the place to fix.',
        placeholder: '50',
      },
      {
        path: 'minWorthPercent',
        name: 'Smallest worth, %',
        description: 'Savings below this go to the end of the table.',
        placeholder: '2',
      },
      {
        path: 'minRowSharePercent',
        name: 'Smallest row, %',
        description: 'Functions with less CPU than this get no row.',
        placeholder: '',
      },
      {
        path: 'minSamplesRow',
        name: 'Samples for a verdict',
        description: 'A row with fewer samples says “Need data”.',
        placeholder: '30',
      },
    ];
    for (const { path, name, description, placeholder } of thresholds) {
      builder.addNumberInput({
        path: `thresholds.${path}`,
        name,
        description,
        category: ['Analysis'],
        settings: { min: 0, placeholder: placeholder || 'default' },
      });
    }
    builder.addNumberInput({
      path: 'sloSeconds',
      name: 'Latency objective, s',
      description: 'Drawn in the duration chart. Requests above it count as slow.',
      category: ['Analysis'],
      settings: { min: 0, placeholder: 'none' },
    });
    builder.addNumberInput({
      path: 'sloErrorPercent',
      name: 'Failed requests allowed, %',
      description: 'Above it the panel says that the objective burns on errors, which profiles do not explain.',
      category: ['Analysis'],
      settings: { min: 0, max: 100, placeholder: 'none' },
    });
    builder.addTextInput({
      path: 'deployLabels',
      name: 'Deploy labels',
      description: 'Labels of the versions query whose change marks a deploy, the most telling first.',
      category: ['Analysis'],
      settings: { placeholder: 'version, service_version, image' },
    });
    builder.addBooleanSwitch({
      path: 'checkSlowRequests',
      name: 'Check slow requests',
      description:
        'Reads up to 5 slow requests (a trace and a profile each) after drawing, to say whether they work or wait.',
      category: ['Analysis'],
      defaultValue: true,
    });
    builder.addMultiSelect<unknown, SelectFieldConfigSettings<unknown>>({
      path: 'zones',
      name: 'Zones',
      description: 'What is drawn besides the table.',
      category: ['Display'],
      defaultValue: [...zoneNames],
      settings: { options: zoneNames.map((value) => ({ value, label: zones[value] })) },
    });
    builder.addTextInput({
      path: 'sourceUrl',
      name: 'Repository',
      description: 'Address of a line of code. Without it the path can be copied.',
      category: ['Source code'],
      settings: { placeholder: 'https://github.com/org/repo/blob/{version}/{path}#L{line}' },
    });
    builder.addTextInput({
      path: 'sourcePrefixes',
      name: 'Paths',
      description: 'Prefix of files in the profile = prefix in the repository, one a line.',
      category: ['Source code'],
      settings: { placeholder: '/build/src/ = services/shop/', useTextarea: true, rows: 2 },
    });
    for (const { part, name, description } of queryParts) {
      builder.addTextInput({
        path: `refIds.${part}`,
        name,
        description,
        category: ['Queries by name'],
        settings: { placeholder: defaultRefIds[part] },
      });
    }
  });
