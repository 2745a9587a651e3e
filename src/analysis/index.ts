/** The engine's public face: what panel, datasource, app, command line and benchmarks may import. */
export * from './model';
export { profileKindOf } from './profileKind';
export {
  answerText, familyText, layerText, needText, plainText, profileAnswerText, qualifiedName, reasonText, signalText, wholeText, type TextSegment,
} from './wording';
