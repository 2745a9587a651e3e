import React, { useState } from 'react';
import { Button, InlineField, InlineFieldRow } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import { LabelSelectorError, parseLabelSelector } from '../query/labelSelector';
import type { LabelSource } from './selector/labelLookup';
import { SelectorBuilder } from './selector/SelectorBuilder';
import { SelectorText } from './selector/SelectorText';

interface Props {
  readonly id: string;
  readonly value: string;
  /** where labels are looked up */
  readonly source: LabelSource;
  onChange(selector: string): void;
  /** Enter with Shift, as in Grafana's own datasource, and Enter alone */
  onRun?(): void;
}

/**
 * A label selector as text that is completed while typing, with rows to build it from below. Text is checked while typing
 * and handed on when the field is left or Enter is pressed. A selector that is still empty starts with the builder.
 */
export function SelectorField({ id, value, source, onChange, onRun }: Props) {
  const [isBuilding, setIsBuilding] = useState(() => value.trim() === '{}');
  const [text, setText] = useState(value);
  const [isListed, setIsListed] = useState(false);
  const [handedOn, setHandedOn] = useState(value);
  if (value !== handedOn) {
    // Changed from outside (another query, a time machine): what is typed gives way.
    setHandedOn(value);
    setText(value);
  }
  // A list offers what is missing: a message would only push the page about.
  const problem = isListed ? null : selectorProblem(text);
  const commit = (isEnter: boolean) => {
    const selector = wholeSelector(text);
    setText(selector);
    if (selector !== value) {
      onChange(selector);
    }
    if (isEnter) {
      onRun?.();
    }
  };
  return (
    <>
      <InlineFieldRow>
        <InlineField
          label={t('editor.labels', 'Labels')}
          labelWidth={14}
          grow
          htmlFor={id}
          invalid={problem !== null}
          error={problem ?? undefined}
          tooltip={t(
            'editor.which-profiles-to-merge-matchers',
            'Which profiles to merge: matchers in braces, such as {service_name="checkout", region=~"eu-.*"}'
          )}
        >
          <SelectorText
            id={id}
            label={t('editor.labels', 'Labels')}
            text={text}
            placeholder={t('editor.service-name-checkout', '{service_name="checkout"}')}
            source={source}
            onChange={setText}
            onListed={setIsListed}
            onCommit={commit}
          />
        </InlineField>
        <Button
          variant="secondary"
          icon={isBuilding ? 'angle-up' : 'angle-down'}
          aria-expanded={isBuilding}
          onClick={() => setIsBuilding(!isBuilding)}
        >
          {t('editor.builder', 'Builder')}
        </Button>
      </InlineFieldRow>
      {isBuilding && <SelectorBuilder selector={value} source={source} onChange={onChange} />}
    </>
  );
}

/** Nothing typed means everything; the brace at the end may be left out. */
function wholeSelector(text: string): string {
  if (text.trim() === '') {
    return '{}';
  }
  return selectorProblem(text) !== null && selectorProblem(`${text}}`) === null ? `${text}}` : text;
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
    return error instanceof LabelSelectorError
      ? t('editor.label-selector', 'Label selector: {{message}}.', { message: error.message })
      : String(error);
  }
}
