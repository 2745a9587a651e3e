/** How one request reads in lists, tooltips and accessible names. */
import { dateTimeFormat, type TimeZone } from '@grafana/data';
import { describeRequest, type Exemplar } from '../../correlate/exemplars';
import { t } from '../../shared/ui/i18n/translate';
import { formatLatency } from './formatRed';

export interface RequestText {
  readonly time: string;
  readonly duration: string;
  /** '' where the metric names none */
  readonly route: string;
  readonly status: string;
}

export function requestText(exemplar: Exemplar, timeZone: TimeZone): RequestText {
  const { route, status } = describeRequest(exemplar);
  return {
    time: dateTimeFormat(exemplar.timeMs, { timeZone, format: 'HH:mm:ss' }),
    duration: formatLatency(exemplar.valueSeconds),
    route: route ?? '',
    status: status ?? '',
  };
}

/** `Request POST /checkout, 2.91 s at 13:46:02, status 200`. */
export function requestName(exemplar: Exemplar, timeZone: TimeZone): string {
  const { time, duration, route, status } = requestText(exemplar, timeZone);
  const what = route === '' ? duration : `${route}, ${duration}`;
  return status === ''
    ? t('red.request-name', 'Request {{what}} at {{time}}', { what, time })
    : t('red.request-name-status', 'Request {{what}} at {{time}}, status {{status}}', { what, time, status });
}
