/** Tools of a panel whose dashboard offers nothing: no repository, no Explore, no filters. */
import type { FindingTools } from '../finding/findingTools';
import type { StackFilters } from '../state/useStackFilters';

export const noFilters: StackFilters = {
  filters: [],
  add: () => undefined,
  remove: () => undefined,
  clear: () => undefined,
};

export function findingToolsOf(change: Partial<FindingTools> = {}): FindingTools {
  return {
    stacks: noFilters,
    filterStacks: () => undefined,
    service: 'checkout',
    labels: [],
    addFilter: null,
    sourceOf: () => null,
    flameGraphOf: () => null,
    dataLinksOf: () => [],
    isInherent: () => false,
    markdownOf: (row) => `# ${row.subject.name}`,
    ...change,
  };
}
