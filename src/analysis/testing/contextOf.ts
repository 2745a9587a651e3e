/** An analysis context of a drawn tree, for tests of single files. */
import { analyze, buildContext } from '../analyze';
import type { AnalysisContext } from '../context';
import type { Analysis, Thresholds } from '../model';
import { treeFromText } from '../../profiles/testing/treeFromText';

const CPU = { unit: 'nanoseconds', sampleType: 'cpu' };

/** Drawn with small numbers: the floors on samples do not apply. */
export const NO_FLOORS: Partial<Thresholds> = { minSamplesProfile: 1, minSamplesRow: 1 };

export const contextOf = (text: string, thresholds: Partial<Thresholds> = NO_FLOORS): AnalysisContext =>
  buildContext(treeFromText(text, CPU), { thresholds });

export const analysisOf = (text: string, thresholds: Partial<Thresholds> = NO_FLOORS): Analysis =>
  analyze(treeFromText(text, CPU), { thresholds });

export const funcOf = ({ tree }: AnalysisContext, name: string): number => {
  const func = tree.functions.name.indexOf(name);
  if (func < 0) {
    throw new Error(`no function ${name}`);
  }
  return func;
};

/** One line a row: `compile <- caller ApplyRules`. */
export const formatRows = ({ rows }: Analysis): string[] =>
  rows.map(
    ({ subject, layer, verdict, site }) =>
      `${subject.shortName} <- ${layer ?? verdict}${site === null ? '' : ` ${site.shortName}`}`
  );
