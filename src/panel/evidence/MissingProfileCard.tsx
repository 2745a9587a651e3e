/** The profile that a row's verdict misses, read on a click: what it says, beside what the panel's own profile says. */
import React, { useEffect, useState } from 'react';
import { Button, useStyles2 } from '@grafana/ui';
import { answerText, needText, qualifiedName, reasonText } from '../../analysis/wording';
import type { Language, ProfileKind, Row } from '../../analysis/model';
import { formatSamples, formatShare, formatWeight } from '../../shared/lib/format';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';
import { t } from '../../shared/ui/i18n/translate';
import { Segments } from '../../shared/ui/names/Segments';
import { askWorker } from '../analysis/askWorker';
import type { ProfileLook } from '../analysis/tasks';
import { readProfile } from '../analysis/useAnalysis';
import { withMatcher } from '../change/withMatcher';
import { noTargetMessage } from '../request/requestMessage';
import { profileTypeLabel } from '../scope/profileTypeLabel';
import { useDashboardVariable } from '../scope/useDashboardVariable';
import { AskedZone } from '../shell/AskedZone';
import type { LoadedAllocations } from './allocations';
import { targetIn, viewIn, windowIn, type EvidenceCardProps } from './context';
import { getEvidenceStyles } from './evidenceStyles';
import { Failure } from './Failure';
import { loadProfileOfKind } from './loadProfileOfKind';
import { canTake, kindOfType } from './missingEvidence';
import { evidenceTestIds } from './testIds';
import { progressText, useAsked } from './useAsked';

type Answer =
  | { readonly kind: 'no-type'; readonly types: readonly string[] }
  | { readonly kind: 'no-samples'; readonly profileTypeId: string }
  | {
      readonly kind: 'read';
      readonly profileTypeId: string;
      readonly look: ProfileLook;
      /** for the table and its ledger; null where the profile is of another kind */
      readonly allocations: LoadedAllocations | null;
    };

interface Props extends EvidenceCardProps {
  readonly wanted: ProfileKind;
  /** the row's ledger is of the profile that was handed on */
  readonly isInLedger: boolean;
}

/** Allocations hold a whole profile, tens of megabytes. Once handed on they are not missing, so none asks for them again. */
const isSmall = (answer: Answer | null) => answer?.kind !== 'read' || answer.allocations === null;

export function MissingProfileCard({ context, func, wanted, isInLedger, onClose }: Props) {
  const { data, panelId, version, language, analysisOptions, onAllocations } = context;
  const whole = targetIn(context);
  const target =
    whole === null || version === null
      ? whole
      : { ...whole, labelSelector: withMatcher(whole.labelSelector, version.label, version.value) };
  const title = needText({ kind: 'profile-type', profileKind: wanted });
  const name = nameOf(wanted);
  // What is in view when the card opens; a refresh does not ask again.
  const [key] = useState(() =>
    JSON.stringify([
      'evidence',
      wanted,
      func.name,
      viewIn(context),
      target?.labelSelector,
      windowIn(context),
      analysisOptions,
    ])
  );
  const { state, again } = useAsked<Answer | null>(
    key,
    async ({ signal }) => {
      if (target === null) {
        return null;
      }
      const found = await loadProfileOfKind(wanted, { data, panelId, target }, signal);
      if (found.kind !== 'read') {
        return found;
      }
      const { frame, profileTypeId } = found;
      const source = describeProfileFrame(frame, { profileTypeId });
      const look = await askWorker(
        {
          kind: 'look',
          profile: readProfile(source).profile,
          func: func.name,
          options: { ...analysisOptions, profileTypeId },
        },
        signal
      );
      const allocations = wanted === 'alloc' ? { source, version: version?.value ?? null, ...windowIn(context) } : null;
      return { kind: 'read', profileTypeId, look, allocations };
    },
    isSmall
  );
  const allocations = state.kind === 'answered' && state.answer?.kind === 'read' ? state.answer.allocations : null;
  useEffect(() => {
    if (allocations !== null) {
      onAllocations(allocations);
    }
  }, [allocations, onAllocations]);
  return (
    <AskedZone
      title={title}
      subtitle={
        version === null
          ? t('evidence.of-the-same-service', 'of the same service and window')
          : t('evidence.of-the-same-version', 'of the same service, version {{version}}, and window', {
              version: version.value,
            })
      }
      progress={progressText(state, t('evidence.the', 'the {{name}}', { name }))}
      closeLabel={t('evidence.close-the', 'Close the {{name}}', { name })}
      testId={evidenceTestIds.missing}
      onClose={onClose}
    >
      {state.kind === 'failed' && <Failure message={state.message} onAgain={again} />}
      {state.kind === 'answered' &&
        (state.answer === null ? (
          <Failure message={noTargetMessage()} onAgain={again} />
        ) : (
          <Evidence
            answer={state.answer}
            func={qualifiedName(func)}
            wanted={wanted}
            language={language}
            isInLedger={isInLedger}
          />
        ))}
    </AskedZone>
  );
}

interface EvidenceProps {
  readonly answer: Answer;
  readonly func: string;
  readonly wanted: ProfileKind;
  readonly language: Language;
  readonly isInLedger: boolean;
}

/** Of a profile, inside a sentence. */
function nameOf(profileKind: ProfileKind): string {
  const title = needText({ kind: 'profile-type', profileKind });
  return title.charAt(0).toLowerCase() + title.slice(1);
}

function Evidence({ answer, func, wanted, language, isInLedger }: EvidenceProps) {
  const styles = useStyles2(getEvidenceStyles);
  if (answer.kind === 'no-type') {
    const types = answer.types.map(profileTypeLabel).join(', ');
    return (
      <p className={styles.note} role="status">
        {types === ''
          ? t(
              'evidence.the-store-names-no-types',
              'The store has no {{wanted}} of this service. It names no types of it.',
              { wanted: nameOf(wanted) }
            )
          : t('evidence.the-store-has-other-types', 'The store has no {{wanted}} of this service. It has: {{types}}.', {
              wanted: nameOf(wanted),
              types,
            })}
        {canTake(language, wanted) && t('evidence.switch-it-on-in-the', " Switch it on in the service's profiler.")}
      </p>
    );
  }
  if (answer.kind === 'no-samples') {
    return (
      <p className={styles.note} role="status">
        {t('evidence.the-has-no-samples-in', 'The {{name}} has no samples in this window. Widen the time range.', {
          name: nameOf(kindOfType(answer.profileTypeId)),
        })}
      </p>
    );
  }
  const { look, profileTypeId } = answer;
  const found = kindOfType(profileTypeId);
  const { kind, unit, total, samples, weight, rows } = look;
  const share = total > 0 ? weight / total : 0;
  return (
    <>
      <p className={styles.note} role="status">
        {found !== wanted &&
          t('evidence.the-store-has-no-of', 'The store has no {{wanted}} of this service; this is its {{found}}. ', {
            wanted: nameOf(wanted),
            found: nameOf(found),
          })}
        {t('evidence.in-samples', '{{total}} in {{samples}} samples. ', {
          total: formatWeight(total, unit),
          samples: formatSamples(samples),
        })}
        {weight > 0
          ? t('evidence.is-in-of-it', '{{func}} is in {{share}} of it.', { func, share: formatShare(share) })
          : t('evidence.itself-is-not-in-it', '{{func}} itself is not in it.', { func })}
        {isInLedger && t('evidence.the-gc-ledger-and-its', ' The GC ledger and its row are read with it now.')}
      </p>
      {rows.length > 0 && (
        <ol className={styles.rows}>
          {rows.map((row) => (
            <li key={row.id}>
              <strong>{qualifiedName(row.subject)}</strong>
              {`, ${formatShare(row.cumShare)}. `}
              <Segments segments={sayOf(row, kind)} />
            </li>
          ))}
        </ol>
      )}
      <ShowInPanel profileTypeId={profileTypeId} />
    </>
  );
}

/** A row that has no place to edit says why in its first reason. */
function sayOf(row: Row, kind: ProfileKind) {
  const [reason] = row.reasons;
  return row.verdict === 'fix' || reason === undefined ? answerText(row, kind) : reasonText(reason, kind);
}

/** The whole of it in this panel, where the dashboard lets choose the type. */
function ShowInPanel({ profileTypeId }: { readonly profileTypeId: string }) {
  const variable = useDashboardVariable('profile_type');
  return variable?.options.some(({ value }) => value === profileTypeId) ? (
    <Button size="sm" variant="secondary" onClick={() => variable.choose(profileTypeId)}>
      {t('evidence.show-in-the-panel', 'Show {{profileTypeId}} in the panel', {
        profileTypeId: profileTypeLabel(profileTypeId),
      })}
    </Button>
  ) : null;
}
