/** The engine's public face: what panel, datasource, app, command line and benchmarks may import. */
export * from './model';
export { analyze, type AnalyzeOptions } from './analyze';
export { computeFunctionCounts, type FunctionCounts } from './counting';
export { profileKindOf } from './profileKind';
export { defaultThresholds, THRESHOLD_TABLE, type ThresholdEntry } from './thresholds';
export {
  answerText,
  calibrationText,
  cautionTexts,
  familyText,
  layerText,
  needText,
  plainText,
  profileAnswerText,
  qualifiedName,
  reasonText,
  signalText,
  wholeText,
  worthHeader,
  worthTip,
  type TextSegment,
} from './wording';
