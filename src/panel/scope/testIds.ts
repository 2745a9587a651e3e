export const scopeTestIds = {
  bar: 'fixlayer-scope-bar',
  requestChip: 'fixlayer-request-chip',
} as const;
