/** Samples of a profile's frame: as the source says it, else recovered from the weights; null where neither tells. */
import type { DataFrame } from '@grafana/data';
import { samplesFromWeights } from '../../correlate/sampleFloor';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';

export function samplesOfFrame(frame: DataFrame): number | null {
  const { sampleCount, unit } = describeProfileFrame(frame);
  const self = frame.fields.find(({ name }) => name === 'self');
  return sampleCount ?? (self === undefined ? null : samplesFromWeights(self.values, self.config.unit ?? unit));
}
