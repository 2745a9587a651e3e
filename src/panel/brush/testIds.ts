export const brushTestIds = {
  region: 'fixlayer-brush-region',
  compareSlow: 'fixlayer-compare-slow',
  card: 'fixlayer-comparison',
  answer: 'fixlayer-comparison-answer',
  row: 'fixlayer-comparison-row',
  close: 'fixlayer-comparison-close',
};
