/** Controls that nobody needs in the first frame: their place is kept, they are rendered soon after it. */
import React from 'react';
import { useAfterPaint } from './useAfterPaint';

interface Props {
  /** whether what comes first has been rendered */
  readonly drawn?: boolean;
  /** CSS pixels of what comes, so that nothing moves */
  readonly height: number;
  readonly children: React.ReactNode;
}

/** Buttons with tooltips cost more to render for the first time than the sentences beside them. */
export function AfterPaint({ drawn = true, height, children }: Props) {
  return useAfterPaint(drawn) ? <>{children}</> : <span style={{ height }} />;
}
