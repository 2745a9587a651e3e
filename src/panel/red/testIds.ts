/** Test ids of the strip, the request list and the dots; the only place that spells them. */
export const redTestIds = {
  strip: 'fixlayer-red-strip',
  chart: (kind: string) => `fixlayer-red-${kind}`,
  dot: 'fixlayer-exemplar-dot',
  slowButton: 'fixlayer-slow-requests',
  slowList: 'fixlayer-slow-requests-list',
} as const;
