/**
 * RED as frames, each named by its part: `rate`, `errors`, `p50`, `p95`, `p99`, `versions`. The refId is the part too,
 * which is how the hotspot panel tells them apart; exemplars stay as the linked datasource gave them, links included.
 */
import { DataTopic, FieldType, type DataFrame, type Field, type QueryResultMetaNotice } from '@grafana/data';
import type { RedSource } from '../../correlate/redMetrics';
import { t } from '../../shared/ui/i18n/translate';
import type { PromAnswer } from '../prometheus/linkedPrometheus';
import { ownError } from '../pyroscopeError';

const units: Readonly<Record<string, string>> = {
  rate: 'reqps',
  errors: 'percentunit',
  p50: 's',
  p95: 's',
  p99: 's',
  versions: 'short',
};

/** @throws PyroscopeError where every query failed */
export function redFrames({ convention }: RedSource, { frames, errors }: PromAnswer): DataFrame[] {
  const failed = [...errors].map(([part, said]) => `${part}: ${said}`);
  if (frames.length === 0 && failed.length > 0) {
    throw ownError('red-failed', {
      what: t('notices.rate-errors-and-durations-could', 'Rate, errors and durations could not be read.'),
      why: t(
        'notices.the-linked-prometheus-datasource-refused',
        'The linked Prometheus datasource refused the queries.'
      ),
      next: t('notices.run-them-in-explore-on', 'Run them in Explore on that datasource.'),
      said: failed.join('; '),
    });
  }
  const notices: QueryResultMetaNotice[] = [
    {
      severity: 'info',
      text: t('notices.read-from', 'Read from {{counter}} ({{title}}).', {
        counter: convention.counter,
        title: convention.title,
      }),
    },
    ...(failed.length > 0
      ? [
          {
            severity: 'warning' as const,
            text: t('notices.left-out', 'Left out: {{failed}}', { failed: failed.join('; ') }),
          },
        ]
      : []),
  ];
  return frames.map((frame, i) => ({
    ...frame,
    ...(isExemplars(frame) ? exemplars(frame, convention.secondsPerUnit) : line(frame)),
    ...(i === 0 && { meta: { ...frame.meta, notices: [...(frame.meta?.notices ?? []), ...notices] } }),
  }));
}

function isExemplars({ meta }: DataFrame): boolean {
  return meta?.dataTopic === DataTopic.Annotations || meta?.custom?.resultType === 'exemplar';
}

function line({ refId = '', fields }: DataFrame): Partial<DataFrame> {
  return {
    name: refId,
    fields: fields.map((field): Field => {
      if (field.type !== FieldType.number) {
        return field;
      }
      const { displayNameFromDS: _, ...config } = field.config;
      return { ...field, config: { ...config, unit: units[refId], displayName: field.labels?.version ?? refId } };
    }),
  };
}

/** Their values are in the unit of the metric, the lines are in seconds. */
function exemplars({ fields }: DataFrame, secondsPerUnit: number): Partial<DataFrame> {
  return {
    fields: fields.map((field): Field =>
      field.name === 'Value'
        ? {
            ...field,
            config: { ...field.config, unit: 's' },
            values: (field.values as number[]).map((value) => value * secondsPerUnit),
          }
        : field
    ),
  };
}
