import React, { useState } from 'react';
import { InlineField, Input } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly tooltip: string;
  readonly placeholder: string;
  readonly ids: readonly string[] | undefined;
  /** what an id looks like; texts with a variable are not judged */
  readonly form: RegExp;
  readonly formText: string;
  onChange(ids: string[] | undefined): void;
}

/** Ids separated by commas or spaces; an empty field means no selector. */
export function IdsField({ id, label, tooltip, placeholder, ids, form, formText, onChange }: Props) {
  const saved = (ids ?? []).join(', ');
  const [text, setText] = useState(saved);
  const [handedOn, setHandedOn] = useState(saved);
  if (saved !== handedOn) {
    setHandedOn(saved);
    setText(saved);
  }
  const entered = splitIds(text);
  const wrong = entered.find((entry) => !/[$[]/.test(entry) && !form.test(entry));
  const commit = () => {
    if (entered.join(', ') !== saved) {
      onChange(entered.length > 0 ? entered : undefined);
    }
  };
  return (
    <InlineField
      label={label}
      labelWidth={14}
      grow
      htmlFor={id}
      tooltip={tooltip}
      invalid={wrong !== undefined}
      error={
        wrong === undefined ? undefined : t('editor.is-not', '“{{wrong}}” is not {{formText}}.', { wrong, formText })
      }
    >
      <Input
        id={id}
        value={text}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
      />
    </InlineField>
  );
}

/** Splits at commas and blanks, but not inside `${…}`. */
function splitIds(text: string): string[] {
  return text.match(/(?:\$\{[^}]*\}|[^\s,])+/g) ?? [];
}
