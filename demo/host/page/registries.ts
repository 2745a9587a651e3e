/** The registries that Grafana's app fills: option editors by id (stubs, nothing is edited here), field options, transformers. */
import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldConfigProperty,
  type FieldConfigPropertyItem,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

const editorIds = [
  'number',
  'slider',
  'text',
  'boolean',
  'select',
  'multi-select',
  'radio',
  'unit',
  'color',
  'fieldColor',
  'thresholds',
  'mappings',
  'links',
  'actions',
  'stats-picker',
  'strings',
  'timezone',
  'field-name',
  'dashboard-uid',
  'file',
];
const noEditor = () => null;

type Processor = FieldConfigPropertyItem['process'];
const {
  Unit,
  Min,
  Max,
  FieldMinMax,
  Decimals,
  DisplayName,
  NoValue,
  Thresholds,
  Mappings,
  Links,
  Actions,
  Color,
  Filterable,
} = FieldConfigProperty;
const fieldOptions: ReadonlyArray<[FieldConfigProperty, Processor]> = [
  [Unit, unitOverrideProcessor as Processor],
  [Min, numberOverrideProcessor],
  [Max, numberOverrideProcessor],
  [FieldMinMax, booleanOverrideProcessor as Processor],
  [Decimals, numberOverrideProcessor],
  [DisplayName, displayNameOverrideProcessor],
  [NoValue, stringOverrideProcessor],
  [Thresholds, thresholdsOverrideProcessor],
  [Mappings, valueMappingsOverrideProcessor],
  [Links, dataLinksOverrideProcessor],
  [Actions, identityOverrideProcessor],
  [Color, identityOverrideProcessor],
  [Filterable, booleanOverrideProcessor as Processor],
];

export function initRegistries(): void {
  standardEditorsRegistry.setInit(() => editorIds.map((id) => ({ id, name: id, editor: noEditor })));
  standardFieldConfigEditorRegistry.setInit(() =>
    fieldOptions.map(([id, process]): FieldConfigPropertyItem => ({
      id,
      path: id,
      name: id,
      editor: noEditor,
      override: noEditor,
      process,
      shouldApply: () => true,
      hideFromDefaults: false,
    }))
  );
  // The package lists some transformers under two names.
  const transformers = new Map(Object.values(standardTransformers).map((info) => [info.id, info]));
  standardTransformersRegistry.setInit(() =>
    [...transformers.values()].map((info) => ({
      id: info.id,
      name: info.name,
      description: info.description,
      transformation: () => Promise.resolve(info),
      editor: noEditor,
      imageDark: '',
      imageLight: '',
    }))
  );
}
