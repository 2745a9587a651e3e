/**
 * Dashboard variables: services, profile types, label names and label values, each narrowed by a selector that may hold
 * other variables, so that they chain (service → profile type → pod).
 */
import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type MetricFindValue,
} from '@grafana/data';
import { catchError, defer, map, throwError, type Observable } from 'rxjs';
import { t } from '../../shared/ui/i18n/translate';
import type { PyroscopeClient } from '../client/pyroscopeClient';
import type { PyroscopeDatasource } from '../datasource';
import { nameError } from '../errors';
import { messageOf, ownError } from '../pyroscopeError';
import { profileTypesOf } from '../profileTypes';
import { interpolateText } from '../query/interpolate';
import { isPublicLabel, narrowingSelector, PROFILE_TYPE_LABEL } from '../query/narrowing';
import { rangeMs } from '../timeRange';
import type { PyroscopeVariableQuery } from '../types';
import { readVariableQuery } from './readVariableQuery';
import { LazyVariableQueryEditor } from '../components/lazyEditors';

export class PyroscopeVariableSupport extends CustomVariableSupport<PyroscopeDatasource, PyroscopeVariableQuery> {
  override editor = LazyVariableQueryEditor;

  constructor(private readonly client: PyroscopeClient) {
    super();
  }

  override query(request: DataQueryRequest<PyroscopeVariableQuery>): Observable<DataQueryResponse> {
    return defer(() => this.values(request)).pipe(
      map((data) => ({ data })),
      catchError((error: unknown) => throwError(() => new Error(messageOf(nameError(error)))))
    );
  }

  private values({
    targets,
    range,
    scopedVars,
  }: DataQueryRequest<PyroscopeVariableQuery>): Observable<MetricFindValue[]> {
    const query = readVariableQuery(targets[0]);
    // A list of profile types is not narrowed by one: it may be left from when the variable listed something else.
    const profileTypeId = query.kind === 'profileType' ? '' : query.profileTypeId;
    const selector = narrowingSelector({ ...query, profileTypeId }, scopedVars);
    const inRange = rangeMs(range);
    const label = interpolateText(query.label, scopedVars);
    switch (query.kind) {
      case 'service':
        return this.client.labelValues('service_name', selector, inRange).pipe(map(asOptions));
      case 'labelName':
        return this.client.labelNames(selector, inRange).pipe(map((names) => asOptions(names.filter(isPublicLabel))));
      case 'labelValue':
        if (label === '') {
          throw ownError('label-name-missing', {
            what: t('variables.no-label-was-chosen', 'No label was chosen.'),
            why: t('variables.values-can-be-listed-for', 'Values can be listed for one label only.'),
            next: t('variables.choose-a-label-in-the', 'Choose a label in the variable.'),
          });
        }
        return this.client.labelValues(label, selector, inRange).pipe(map(asOptions));
      case 'profileType': {
        const ids =
          selector === '{}'
            ? this.client.profileTypes(inRange)
            : this.client.labelValues(PROFILE_TYPE_LABEL, selector, inRange);
        return ids.pipe(map((found) => profileTypesOf(found).map(({ id, text }) => ({ text, value: id }))));
      }
    }
  }
}

function asOptions(names: readonly string[]): MetricFindValue[] {
  return names.map((text) => ({ text, value: text }));
}
