/** What just happened, in a sentence, for screen readers; sighted users see it where it happened. */
import React from 'react';
import { VisuallyHidden } from '../../shared/ui/tips/VisuallyHidden';
import { testIds } from '../testIds';

export function StatusLine({ text }: { readonly text: string }) {
  return (
    <VisuallyHidden role="status" data-testid={testIds.status}>
      {text}
    </VisuallyHidden>
  );
}
