/** False for the first drawing, true soon after: keeps what can wait out of the first task. */
import { startTransition, useEffect, useState } from 'react';

/** What is drawn later waits no longer than this for what is drawn first. */
const PATIENCE_MS = 500;

/** @param drawn whether what comes first has been rendered */
export function useAfterPaint(drawn: boolean): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setPainted(true)), drawn ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [drawn]);
  return painted;
}
