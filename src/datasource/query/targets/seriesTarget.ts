/** The weight of a profile type over time, by labels. */
import { map } from 'rxjs';
import { selectSeries } from '../../client/selectSeries';
import { seriesFrames } from '../../frames/seriesFrames';
import { planQuery } from '../planQuery';
import { planSeries } from '../series/planSeries';
import type { RunTarget } from './target';

export const runSeries: RunTarget = ({ runner, query, request }) => {
  const plan = planQuery(query, request, runner.options);
  const seriesPlan = planSeries(plan, query, request, runner.options);
  const { profileTypeId, labelSelector } = plan.request;
  const source = { uid: runner.uid, name: runner.name, query: { ...query, profileTypeId, labelSelector } };
  return selectSeries(runner.client, seriesPlan.request).pipe(
    map((series) => ({
      frames: seriesFrames(plan, seriesPlan, series, { source, storageMode: runner.facts.storageMode }),
    }))
  );
};
