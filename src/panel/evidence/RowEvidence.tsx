/** Questions about the selected row, each asked when its button is pressed and not before. */
import React, { lazy, Suspense, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { Button, useStyles2 } from '@grafana/ui';
import type { Row } from '../../analysis/model';
import { needText } from '../../analysis/wording';
import { useKeptInView } from '../shell/useKeptInView';
import { t } from '../../shared/ui/i18n/translate';
import { viewIn, type EvidenceContext } from './context';
import { missingEvidence } from './missingEvidence';
import { evidenceTestIds } from './testIds';

const TracesCard = lazy(async () => ({ default: (await import('./cards')).TracesCard }));
const MissingProfileCard = lazy(async () => ({ default: (await import('./cards')).MissingProfileCard }));
const ByLabelCard = lazy(async () => ({ default: (await import('./cards')).ByLabelCard }));

interface Props {
  readonly context: EvidenceContext;
  readonly row: Row;
  readonly width: number;
}

type Which = 'missing' | 'traces' | 'label';

export function RowEvidence({ context, row, width }: Props) {
  // Another version is another view of the same service: its figures are not those of the one before.
  const view = JSON.stringify([viewIn(context), context.version?.value]);
  const [opened, setOpened] = useState<{ readonly which: Which; readonly view: string } | null>(null);
  // A card asks when it opens; in another view its question is another one.
  const open = opened?.view === view ? opened.which : null;
  const card = { context, func: row.subject, width, onClose: () => setOpened(null) };
  const toggle = (which: Which) => () => setOpened(open === which ? null : { which, view });
  // With stacks hidden no ledger is read: allocations of all beside CPU of a part would not add up.
  const missing = missingEvidence(row, context.language);
  const wanted = missing === 'alloc' && context.isFiltered ? null : missing;
  // What was loaded is no longer missing; its card stays until it is closed.
  const [asked, setAsked] = useState(wanted);
  const shown = wanted ?? (open === 'missing' ? asked : null);
  return (
    <>
      {shown !== null && shown !== context.kind && (
        <Button
          size="sm"
          variant="secondary"
          icon="cloud-download"
          aria-expanded={open === 'missing'}
          onClick={() => {
            setAsked(shown);
            toggle('missing')();
          }}
          data-testid={evidenceTestIds.showMissing}
        >
          {t('evidence.load', 'Load {{name}}', {
            name: needText({ kind: 'profile-type', profileKind: shown }).toLowerCase(),
          })}
        </Button>
      )}
      <Button
        size="sm"
        variant="secondary"
        icon="gf-traces"
        aria-expanded={open === 'traces'}
        onClick={toggle('traces')}
        data-testid={evidenceTestIds.showTraces}
      >
        {t('evidence.slowest-traces', 'Slowest traces')}
      </Button>
      <Button
        size="sm"
        variant="secondary"
        icon="list-ul"
        aria-expanded={open === 'label'}
        onClick={toggle('label')}
        data-testid={evidenceTestIds.showByLabel}
      >
        {t('evidence.by-label-button', 'By label')}
      </Button>
      {open !== null && (
        <Opened key={open}>
          {open === 'missing' && shown !== null && (
            <MissingProfileCard {...card} wanted={shown} isInLedger={row.ledger?.basis === 'alloc-profile'} />
          )}
          {open === 'traces' && <TracesCard {...card} />}
          {open === 'label' && <ByLabelCard {...card} />}
        </Opened>
      )}
    </>
  );
}

/** Below all else of the panel, which keeps its division: what lies above the button must not move under the pointer. */
function Opened({ children }: { readonly children: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  const content = useRef<HTMLDivElement>(null);
  useKeptInView(content);
  return (
    <div className={styles.place} data-opened="">
      <div ref={content} className={styles.card}>
        <Suspense fallback={null}>{children}</Suspense>
      </div>
    </div>
  );
}

const getStyles = () => ({
  // A line of its own among the buttons. Without a height of its own, so that the table does not give way to it.
  place: css({ flex: '1 0 100%', minWidth: 0, height: 0 }),
  card: css({ paddingBottom: 12 }),
});
