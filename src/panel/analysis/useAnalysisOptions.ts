/** The panel's options as options of the engine. */
import { useMemo } from 'react';
import type { AnalysisOptions } from '../../analysis';
import { effectiveThresholds, parseOwnedPrefixes, type HotpathOptions } from '../options';

/** Options of the engine; the identity changes with their content only, because a new one means a new analysis. */
export function useAnalysisOptions(options: HotpathOptions): AnalysisOptions {
  const content = JSON.stringify([parseOwnedPrefixes(options.ownedPrefixes), effectiveThresholds(options)]);
  return useMemo(() => {
    const [ownedPrefixes, thresholds] = JSON.parse(content) as [string[], AnalysisOptions['thresholds']];
    return { ownedPrefixes, thresholds };
  }, [content]);
}
