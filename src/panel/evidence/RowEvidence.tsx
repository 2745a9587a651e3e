/** Two questions about the selected function, each asked when its button is pressed and not before. */
import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { Button, useStyles2 } from '@grafana/ui';
import type { FunctionRef } from '../../analysis';
import { viewIn, type EvidenceContext } from './context';
import { evidenceTestIds } from './testIds';

const TracesCard = lazy(async () => ({ default: (await import('./cards')).TracesCard }));
const ByLabelCard = lazy(async () => ({ default: (await import('./cards')).ByLabelCard }));

interface Props {
  readonly context: EvidenceContext;
  readonly func: FunctionRef;
  readonly width: number;
}

export function RowEvidence({ context, func, width }: Props) {
  const styles = useStyles2(getStyles);
  const view = viewIn(context);
  const [opened, setOpened] = useState<{ readonly which: 'traces' | 'label'; readonly view: string } | null>(null);
  // A card asks when it opens; in another view its question is another one.
  const open = opened?.view === view ? opened.which : null;
  const card = { context, func, width, onClose: () => setOpened(null) };
  const toggle = (which: 'traces' | 'label') => () => setOpened(open === which ? null : { which, view });
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        icon="gf-traces"
        aria-expanded={open === 'traces'}
        onClick={toggle('traces')}
        data-testid={evidenceTestIds.showTraces}
      >
        Slowest traces
      </Button>
      <Button
        size="sm"
        variant="secondary"
        icon="list-ul"
        aria-expanded={open === 'label'}
        onClick={toggle('label')}
        data-testid={evidenceTestIds.showByLabel}
      >
        By label
      </Button>
      {open !== null && (
        <div className={styles.card}>
          <Suspense fallback={null}>
            {open === 'traces' ? <TracesCard {...card} /> : <ByLabelCard {...card} />}
          </Suspense>
        </div>
      )}
    </>
  );
}

const getStyles = () => ({
  // A line of its own among the buttons.
  card: css({ flex: '1 0 100%', minWidth: 0 }),
});
