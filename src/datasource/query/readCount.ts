import { t } from '../../shared/ui/i18n/translate';
import { ownError } from '../pyroscopeError';

/** A number that a user may have saved, and how its mistakes are told. */
export interface CountField {
  /** of the error: `max-nodes-invalid` */
  readonly kind: string;
  /** the number is put behind it: `The limit` */
  readonly subject: string;
  readonly next: string;
}

/**
 * @returns the number as it is
 * @throws PyroscopeError unless it is a whole number of at least 1
 */
export function readCount(saved: number, { kind, subject, next }: CountField): number {
  if (Number.isInteger(saved) && saved > 0) {
    return saved;
  }
  throw ownError(kind, {
    what: t('query.is-not-a-usable-number', '{{subject}} {{saved}} is not a usable number.', { subject, saved }),
    why: t('query.it-is-a-whole-number', 'It is a whole number of at least 1.'),
    next,
  });
}
