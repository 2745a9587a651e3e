import React, { useState } from 'react';
import { Alert, Box, Button, Combobox, IconButton, InlineField, InlineFieldRow, Input } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';
import { escapeRegex, type MatchOperator } from '../../query/labelSelector';
import { formatSelectorParts, isVariablePart } from '../../query/selectorParts';
import { editRow, newRow, partsOf, rowsOf, type BuilderRow } from './builderRows';
import { lookUpNames, lookUpValues, type LabelSource } from './labelLookup';
import { LookupCombobox } from './LookupCombobox';
import { matchOperators } from './matchOperators';

interface Props {
  readonly selector: string;
  readonly source: LabelSource;
  onChange(selector: string): void;
}

/**
 * A label selector as rows of label, operator and value. What a row offers occurs together with the other rows. The text
 * stays as it was written until a row changes it.
 */
export function SelectorBuilder({ selector, source, onChange }: Props) {
  const [rows, setRows] = useState(() => rowsOf(selector));
  const [shown, setShown] = useState(selector);
  const [problem, setProblem] = useState<string | null>(null);
  if (selector !== shown) {
    // Changed from outside, by the text field say: half-entered rows give way.
    setShown(selector);
    setRows(rowsOf(selector));
  }
  if (rows === null) {
    return (
      <Alert severity="info" title={t('editor.this-selector-has-no-rows', 'This selector has no rows')}>
        {t(
          'editor.the-builder-shows-matchers-in',
          'The builder shows matchers in braces, and variables among them. Change the text above to edit it.'
        )}
      </Alert>
    );
  }

  const change = (next: BuilderRow[]) => {
    setRows(next);
    const text = formatSelectorParts(partsOf(next));
    if (text !== formatSelectorParts(partsOf(rows))) {
      setShown(text);
      onChange(text);
    }
  };
  const edit = (row: BuilderRow, part: Parameters<typeof editRow>[1]) =>
    change(rows.map((other) => (other === row ? editRow(row, part) : other)));
  return (
    <>
      {rows.map((row, index) => (
        <Row
          key={row.key}
          row={row}
          number={index + 1}
          source={source}
          others={rows.filter((other) => other !== row)}
          onEdit={(part) => edit(row, part)}
          onRemove={() => change(rows.filter((other) => other !== row))}
          onProblem={setProblem}
        />
      ))}
      {problem !== null && (
        <Alert
          severity="warning"
          title={t('editor.labels-could-not-be-listed', 'Labels could not be listed; they can still be typed')}
        >
          {problem}
        </Alert>
      )}
      <Box marginBottom={1}>
        <Button variant="secondary" size="sm" icon="plus" onClick={() => setRows([...rows, newRow(rows)])}>
          {t('editor.add-label', 'Add label')}
        </Button>
      </Box>
    </>
  );
}

interface RowProps {
  readonly row: BuilderRow;
  /** from 1 */
  readonly number: number;
  readonly source: LabelSource;
  readonly others: readonly BuilderRow[];
  onEdit(part: Parameters<typeof editRow>[1]): void;
  onRemove(): void;
  onProblem(message: string | null): void;
}

function Row({ row, number, source, others, onEdit, onRemove, onProblem }: RowProps) {
  const { saved, name, operator, value } = row;
  const isRegex = operator === '=~' || operator === '!~';
  const remove = (
    <IconButton
      name="trash-alt"
      aria-label={t('editor.remove-label', 'Remove label {{number}}', { number })}
      onClick={onRemove}
    />
  );
  if (saved !== null && isVariablePart(saved)) {
    return (
      <InlineFieldRow>
        <InlineField
          label={t('editor.variable', 'Variable')}
          labelWidth={14}
          tooltip={t('editor.stands-for-whole-matchers-such', 'Stands for whole matchers, such as ad-hoc filters')}
        >
          <Input
            aria-label={t('editor.variable-number', 'Variable {{number}}', { number })}
            value={saved.variable}
            readOnly
            width={34}
          />
        </InlineField>
        {remove}
      </InlineFieldRow>
    );
  }
  return (
    <Box marginBottom={0.5}>
      <InlineFieldRow>
        <LookupCombobox
          label={t('editor.label-name', 'Label name {{number}}', { number })}
          width={24}
          value={name || null}
          placeholder={t('editor.label', 'Label')}
          lookUp={() => lookUpNames(source, partsOf(others))}
          onChange={(chosen) => onEdit({ name: chosen })}
          onProblem={onProblem}
        />
        <Combobox<MatchOperator>
          aria-label={t('editor.operator', 'Operator {{number}}', { number })}
          width={10}
          options={matchOperators().map((one) => ({ ...one, label: one.value }))}
          value={operator}
          onChange={(option) => onEdit({ operator: option.value })}
        />
        <LookupCombobox
          label={t('editor.value-number', 'Value {{number}}', { number })}
          width={40}
          value={value}
          placeholder={
            value === ''
              ? t('editor.empty-profiles-without-the-label', 'empty: profiles without the label')
              : t('editor.value-expression-or-variable', 'Value, expression or $variable')
          }
          disabled={name === ''}
          lookUp={() => lookUpValues(source, name, partsOf(others))}
          asValue={isRegex ? escapeRegex : undefined}
          onChange={(chosen) => onEdit({ value: chosen })}
          onProblem={onProblem}
        />
        {remove}
      </InlineFieldRow>
    </Box>
  );
}
