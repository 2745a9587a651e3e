import React, { useState } from 'react';
import { InlineField, TextArea } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';

interface Props {
  readonly id: string;
  readonly names: readonly string[] | undefined;
  onChange(names: string[] | undefined): void;
}

/** Functions from the root down, a line each: names hold blanks and commas. An empty field means no selector. */
export function CallSiteField({ id, names, onChange }: Props) {
  const saved = (names ?? []).join('\n');
  const [text, setText] = useState(saved);
  const [handedOn, setHandedOn] = useState(saved);
  if (saved !== handedOn) {
    setHandedOn(saved);
    setText(saved);
  }
  const commit = () => {
    const entered = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (entered.join('\n') !== saved) {
      onChange(entered.length > 0 ? entered : undefined);
    }
  };
  return (
    <InlineField
      label={t('editor.call-site', 'Call site')}
      labelWidth={14}
      grow
      htmlFor={id}
      tooltip={t(
        'editor.only-stacks-that-begin-with',
        'Only stacks that begin with these functions: full names from the root down, one a line. Needs v2 storage'
      )}
    >
      <TextArea
        id={id}
        rows={Math.min(6, Math.max(1, text.split('\n').length))}
        value={text}
        placeholder={t('editor.full-names-from-the-root', 'Full names from the root down, one a line')}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
      />
    </InlineField>
  );
}
