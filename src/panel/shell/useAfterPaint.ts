/** False for the first drawing, true once it is painted: keeps what can wait out of the first frame. */
import { startTransition, useLayoutEffect, useState } from 'react';
import { afterFrame } from './afterFrame';

/** What is drawn later waits no longer than this for what is drawn first. */
const PATIENCE_MS = 500;

/** @param drawn whether what comes first has been rendered */
export function useAfterPaint(drawn: boolean): boolean {
  const [painted, setPainted] = useState(false);
  // A passive effect may run before the frame is painted, and what it starts would hold that frame up.
  useLayoutEffect(() => {
    const show = () => startTransition(() => setPainted(true));
    if (drawn) {
      return afterFrame(show);
    }
    const timer = setTimeout(show, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [drawn]);
  return painted;
}
