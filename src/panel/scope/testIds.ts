export const scopeTestIds = {
  bar: 'fixlayer-scope-bar',
  ladder: 'fixlayer-scope-ladder',
  requestChip: 'fixlayer-request-chip',
} as const;
