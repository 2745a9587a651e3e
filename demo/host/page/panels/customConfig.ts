/** Custom field options of a panel without editors: the host draws what a dashboard saved and never edits it. */
import { type FieldConfigEditorBuilder } from '@grafana/data';

/** @param defaults  option path → value where the dashboard sets none */
export const withDefaults = (defaults: object) => (builder: FieldConfigEditorBuilder<{}>) => {
  for (const [path, defaultValue] of Object.entries(defaults)) {
    builder.addCustomEditor({
      id: path,
      path: path as never,
      name: path,
      editor: () => null,
      override: () => null,
      process: (value: unknown) => value,
      shouldApply: () => true,
      defaultValue: defaultValue as never,
    });
  }
};
