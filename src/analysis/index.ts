/** The engine's public face: what panel, datasource, app, command line and benchmarks may import. */
export * from './model';
export { analyze, type AnalyzeOptions } from './analyze';
export { computeFunctionCounts, type FunctionCounts } from './counting';
export { decodedQuality } from './decodedQuality';
export { profileKindOf } from './profileKind';
export { analyzeScope, type ScopedAnalysis, type ScopeOptions, type VersionChoice } from './scope/analyzeScope';
export { confirmRequest, type RequestConfirmation } from './scope/confirmRequest';
export {
  GOOD_BATCHES,
  groupDifference,
  MIN_BATCHES,
  type FunctionDifference,
  type GroupDifference,
  type RequestBatch,
} from './scope/groupDifference';
export { slicesIn, type ProfileSlice, type Scope } from './scope/slices';
export { VERSION_LABELS, versionLabelOf, versionsOf, type VersionShare } from './scope/versions';
export {
  findingMarkdown,
  functionMarkdown,
  segmentsMarkdown,
  whyMarkdown,
  type FindingSource,
} from './findingMarkdown';
export {
  makeSearchable,
  searchFunctions,
  type FoundFunction,
  type FoundPackage,
  type NameSearch,
  type Searchable,
} from './search/searchFunctions';
export { makeRoutable, routeThrough, type Routable, type Route, type RouteChoice } from './route';
export { applyStackFilters, type FilteredTree, type StackFilter } from './search/stackFilters';
export { defaultThresholds, THRESHOLD_TABLE } from './thresholds';
export {
  answerText,
  cautionTexts,
  familyText,
  layerText,
  needText,
  ownershipText,
  plainText,
  profileAnswerText,
  qualifiedName,
  rangeRecord,
  reasonText,
  signalText,
  wholeText,
  worthHeader,
  worthTip,
  type TextSegment,
} from './wording';
export * from './verify/model';
export { verifyFix } from './verify/verifyFix';
export {
  compareRows,
  type CompareRowsOptions,
  type RowAsked,
  type RowChange,
  type RowChanges,
  type SavedSite,
} from './verify/compareRows';
export { diffProfiles, type DiffOptions } from './verify/diff';
export { summarizeSlowSpans, type TraceSpan } from './verify/slowSpans';
export { comparedName, diffStatusText, formatChange, formatChangeInterval, verifyText } from './verify/wording';
export {
  explainFunction,
  findFunction,
  type FunctionReading,
  type FunctionSearch,
  type NoRow,
  type RowPart,
} from './explain';
