import type { RungState } from '../request/rungs';

/** Route and trace of a request: the trace is counted, the route is not yet. */
export const ladderStates: readonly RungState[] = [
  {
    rung: 'route',
    name: 'POST /checkout',
    told: '27 requests of POST /checkout in view, merged.',
    closed: null,
    samples: null,
    isReading: true,
  },
  {
    rung: 'trace',
    name: 'Trace',
    told: 'All that checkout did for this trace.',
    closed: null,
    samples: 41,
    isReading: false,
  },
];
