import React from 'react';
import { Button, useStyles2 } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import type { RequestMessage } from '../request/requestMessage';
import { getEvidenceStyles } from './evidenceStyles';

interface Props {
  readonly message: RequestMessage;
  onAgain(): void;
}

/** A question that was not answered: what, why, and to ask again where that may help. */
export function Failure({ message: { title, cause, actions }, onAgain }: Props) {
  const styles = useStyles2(getEvidenceStyles);
  return (
    <div className={styles.message} role="alert">
      <strong>{title}</strong>
      <span>{cause}</span>
      {actions.includes('retry') && (
        <Button size="sm" variant="secondary" icon="sync" onClick={onAgain}>
          {t('evidence.ask-again', 'Ask again')}
        </Button>
      )}
    </div>
  );
}
