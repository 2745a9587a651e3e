import React, { useState, type KeyboardEvent } from 'react';
import { InlineField, Input } from '@grafana/ui';
import { LabelSelectorError, parseLabelSelector } from '../query/labelSelector';

interface Props {
  readonly id: string;
  readonly value: string;
  onChange(selector: string): void;
  /** Enter with Shift, as in Grafana's own datasource, and Enter alone */
  onRun?(): void;
}

/** A label selector as text. Checked while typing; handed on when the field is left or Enter is pressed. */
export function SelectorField({ id, value, onChange, onRun }: Props) {
  const [text, setText] = useState(value);
  const [handedOn, setHandedOn] = useState(value);
  if (value !== handedOn) {
    // Changed from outside (another query, a time machine): what is typed gives way.
    setHandedOn(value);
    setText(value);
  }
  const problem = selectorProblem(text);
  const commit = () => {
    const selector = text.trim() === '' ? '{}' : text;
    if (selector !== value) {
      onChange(selector);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      commit();
      onRun?.();
    }
  };
  return (
    <InlineField
      label="Labels"
      labelWidth={14}
      grow
      htmlFor={id}
      invalid={problem !== null}
      error={problem ?? undefined}
      tooltip='Which profiles to merge: matchers in braces, such as {service_name="checkout", region=~"eu-.*"}'
    >
      <Input
        id={id}
        value={text}
        placeholder='{service_name="checkout"}'
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </InlineField>
  );
}

/** What is wrong with a selector as it is typed; variables outside quotes can't be judged before they have a value. */
export function selectorProblem(text: string): string | null {
  if (/(^|[{,])\s*(\$|\[\[)/.test(text)) {
    return null;
  }
  try {
    parseLabelSelector(text);
    return null;
  } catch (error) {
    return error instanceof LabelSelectorError ? `Label selector: ${error.message}.` : String(error);
  }
}
