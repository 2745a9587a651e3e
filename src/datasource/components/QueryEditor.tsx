import React, { useEffect, useId, useState } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { Alert, Collapse, Combobox, InlineField, InlineFieldRow, type ComboboxOption } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import type { PyroscopeDatasource } from '../datasource';
import { normalizeQuery } from '../query/normalizeQuery';
import { queryTypes } from '../query/queryTypes';
import {
  DEFAULT_MAX_NODES,
  MAX_NODES_CEILING,
  type PyroscopeOptions,
  type PyroscopeQuery,
  type QueryType,
} from '../types';
import { AddRequestMetrics } from './editors/AddRequestMetrics';
import { TypeFields } from './editors/TypeFields';
import { WholeNumberField } from './editors/WholeNumberField';
import { CallSiteField } from './CallSiteField';
import { IdsField } from './IdsField';
import { SelectorField } from './SelectorField';
import { useProfileTypes } from './useProfileTypes';

type Props = QueryEditorProps<PyroscopeDatasource, PyroscopeQuery, PyroscopeOptions>;

/** One line for what, one for which labels, and the rest folded away until it is wanted. */
export function QueryEditor({ datasource, query: saved, queries, range, onChange, onRunQuery, onAddQuery }: Props) {
  const id = useId();
  const query = normalizeQuery(saved);
  const { types, options, status, message } = useProfileTypes(datasource, range);
  const change = (part: Partial<PyroscopeQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };

  // A new query starts with the CPU profile where there is one.
  const first = types[0]?.id;
  const isRed = query.queryType === 'red';
  const isNew = query.profileTypeId === '' && !isRed;
  useEffect(() => {
    if (isNew && first !== undefined) {
      change({ profileTypeId: first });
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the list arrives
  }, [isNew, first]);

  return (
    <div>
      <InlineFieldRow>
        <InlineField label={t('editor.query-type', 'Query type')} labelWidth={14} htmlFor={`${id}-query-type`}>
          <Combobox<QueryType>
            id={`${id}-query-type`}
            width={26}
            options={queryTypes().map((one): ComboboxOption<QueryType> => ({ ...one }))}
            value={query.queryType}
            onChange={({ value }) => change({ queryType: value })}
          />
        </InlineField>
        {!isRed && (
          <InlineField
            label={t('editor.profile-type', 'Profile type')}
            labelWidth={14}
            grow
            htmlFor={`${id}-type`}
            invalid={status === 'failed'}
          >
            <Combobox<string>
              id={`${id}-type`}
              options={options}
              value={query.profileTypeId || null}
              loading={status === 'loading'}
              placeholder={placeholderOf(status, types.length)}
              createCustomValue
              onChange={({ value }) => change({ profileTypeId: value })}
            />
          </InlineField>
        )}
      </InlineFieldRow>
      {!isRed && status === 'failed' && (
        <Alert severity="error" title={t('editor.profile-types-could-not-be', 'Profile types could not be listed')}>
          {message}
        </Alert>
      )}
      <SelectorField
        id={`${id}-labels`}
        value={query.labelSelector}
        source={{ datasource, profileTypeId: query.profileTypeId, range }}
        onChange={(labelSelector) => change({ labelSelector })}
        onRun={onRunQuery}
      />
      <TypeFields id={id} datasource={datasource} query={query} range={range} change={change} />
      {query.queryType !== 'series' && !isRed && <Options query={query} id={id} change={change} />}
      {query.queryType === 'profile' && (
        <AddRequestMetrics
          query={query}
          queries={queries}
          hasMetrics={datasource.hasMetrics}
          datasource={{ uid: datasource.uid, type: datasource.type }}
          onAddQuery={onAddQuery}
        />
      )}
    </div>
  );
}

interface OptionsProps {
  readonly query: PyroscopeQuery;
  readonly id: string;
  change(part: Partial<PyroscopeQuery>): void;
}

function Options({ query, id, change }: OptionsProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    // `collapsible` is needed by Grafana 12.2 and ignored by later ones.
    <Collapse
      collapsible
      label={t('editor.options', 'Options{{summary}}', { summary: summaryOf(query) })}
      isOpen={isOpen}
      onToggle={() => setIsOpen(!isOpen)}
    >
      <IdsField
        id={`${id}-spans`}
        label={t('editor.spans', 'Spans')}
        tooltip={t(
          'editor.the-profile-of-these-spans',
          'The profile of these spans alone: span ids, separated by commas'
        )}
        placeholder={t('editor.16-hexadecimal-digits', '16 hexadecimal digits')}
        ids={query.spanSelector}
        form={/^[0-9a-f]{16}$/i}
        formText={t('editor.a-span-id-of-16', 'a span id of 16 hexadecimal digits')}
        onChange={(spanSelector) => change({ spanSelector })}
      />
      <IdsField
        id={`${id}-traces`}
        label={t('editor.traces', 'Traces')}
        tooltip={t(
          'editor.the-profile-of-these-traces',
          'The profile of these traces alone: trace ids, separated by commas. Not together with spans; needs v2 storage'
        )}
        placeholder={t('editor.32-hexadecimal-digits', '32 hexadecimal digits')}
        ids={query.traceIdSelector}
        form={/^[0-9a-f]{32}$/i}
        formText={t('editor.a-trace-id-of-32', 'a trace id of 32 hexadecimal digits')}
        onChange={(traceIdSelector) => change({ traceIdSelector })}
      />
      <IdsField
        id={`${id}-profiles`}
        label={t('editor.profiles', 'Profiles')}
        tooltip={t(
          'editor.these-pushed-profiles-alone-profile',
          'These pushed profiles alone: profile ids, separated by commas. Needs v2 storage'
        )}
        placeholder={t('editor.uuid', 'UUID')}
        ids={query.profileIdSelector}
        form={/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i}
        formText={t('editor.a-uuid', 'a UUID')}
        onChange={(profileIdSelector) => change({ profileIdSelector })}
      />
      <CallSiteField
        id={`${id}-call-site`}
        names={query.stackTraceSelector}
        onChange={(stackTraceSelector) => change({ stackTraceSelector })}
      />
      <WholeNumberField
        id={`${id}-nodes`}
        label={t('editor.max-nodes', 'Max nodes')}
        tooltip={t(
          'editor.what-is-smaller-than-the',
          'What is smaller than the largest so many nodes is sent as “other”. Empty: the setting of the datasource'
        )}
        value={query.maxNodes}
        max={MAX_NODES_CEILING}
        placeholder={String(DEFAULT_MAX_NODES)}
        onChange={(maxNodes) => change({ maxNodes })}
      />
    </Collapse>
  );
}

/** A folded section says what it holds, so that a filter in it is never overlooked. */
function summaryOf(query: PyroscopeQuery): string {
  const { spanSelector, profileIdSelector, traceIdSelector, stackTraceSelector, maxNodes } = query;
  const parts = [
    spansText(spanSelector?.length),
    tracesText(traceIdSelector?.length),
    profilesText(profileIdSelector?.length),
    (stackTraceSelector ?? []).length > 0 ? t('editor.a-call-site', 'a call site') : '',
    maxNodes === undefined ? '' : t('editor.at-most-nodes', 'max {{maxNodes}} nodes', { maxNodes }),
  ].filter(Boolean);
  return parts.length > 0 ? `: ${parts.join(', ')}` : '';
}

const spansText = (count = 0) =>
  count &&
  t('editor.count-spans', '', { count, defaultValue_one: '{{count}} span', defaultValue_other: '{{count}} spans' });

const tracesText = (count = 0) =>
  count &&
  t('editor.count-traces', '', { count, defaultValue_one: '{{count}} trace', defaultValue_other: '{{count}} traces' });

const profilesText = (count = 0) =>
  count &&
  t('editor.count-profiles', '', {
    count,
    defaultValue_one: '{{count}} profile',
    defaultValue_other: '{{count}} profiles',
  });

function placeholderOf(status: 'loading' | 'ready' | 'failed', count: number): string {
  if (status === 'loading') {
    return t('editor.loading-profile-types', 'Loading profile types…');
  }
  return status === 'ready' && count === 0
    ? t('editor.no-profiles-in-this-time', 'No profiles in this time range')
    : t('editor.choose-a-profile-type', 'Choose a profile type');
}
