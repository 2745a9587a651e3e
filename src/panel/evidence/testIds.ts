export const evidenceTestIds = {
  showTraces: 'fixlayer-show-traces',
  showByLabel: 'fixlayer-show-by-label',
  showMissing: 'fixlayer-show-missing-profile',
  missing: 'fixlayer-missing-profile',
  traces: 'fixlayer-traces',
  traceRow: 'fixlayer-trace-row',
  tracesNote: 'fixlayer-traces-note',
  byLabel: 'fixlayer-by-label',
  labelChoice: 'fixlayer-by-label-choice',
  labelRow: 'fixlayer-by-label-row',
  labelAnswer: 'fixlayer-by-label-answer',
};
