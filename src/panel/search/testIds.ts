export const searchTestIds = {
  zone: 'fixlayer-search',
  open: 'fixlayer-search-open',
  input: 'fixlayer-search-input',
  union: 'fixlayer-search-union',
  found: 'fixlayer-search-found',
  chips: 'fixlayer-filters',
} as const;
