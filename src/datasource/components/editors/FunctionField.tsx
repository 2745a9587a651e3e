import React from 'react';
import { InlineFieldRow } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';
import { TextField } from './TextField';
import type { TypeFieldsProps } from './typeFields';

/** The function that a query is about. */
export function FunctionField({ id, query, change }: TypeFieldsProps) {
  return (
    <InlineFieldRow>
      <TextField
        id={`${id}-function`}
        label={t('editor.function', 'Function')}
        tooltip={t(
          'editor.full-name-name-as-the',
          'Full name, name as the hotspot panel shows it, or the end of the name. A variable is allowed'
        )}
        placeholder={t('editor.pricing-applyrules', 'pricing.ApplyRules')}
        value={query.functionName}
        problem={
          query.functionName === undefined ? t('editor.enter-the-name-of-a', 'Enter the name of a function.') : null
        }
        onChange={(functionName) => change({ functionName })}
      />
    </InlineFieldRow>
  );
}
