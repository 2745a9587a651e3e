import { useEffect, useMemo, useState } from 'react';
import { of, type Observable } from 'rxjs';
import { nameError } from '../../errors';
import { messageOf } from '../../pyroscopeError';
import type { CursorPlace } from './cursorPlace';
import { lookUpNames, lookUpValues, type LabelSource } from './labelLookup';

interface Known {
  readonly key: string;
  readonly texts: readonly string[];
  readonly status: 'loading' | 'ready' | 'failed';
  /** why, when `failed` */
  readonly message: string;
}

/**
 * The label names or values that can stand at the cursor. Asked for when a place is first looked at, not with every key:
 * what is typed of it filters the answer.
 *
 * @param place  null = nothing is wanted, what is under way is dropped
 */
export function useKnownTexts(source: LabelSource, place: CursorPlace | null): Known {
  const { profileTypeId, range } = source;
  const key = place === null ? '' : JSON.stringify([subjectOf(place), profileTypeId, minuteOf(range?.to.valueOf())]);
  const [known, setKnown] = useState<Known>({ key: '', texts: [], status: 'ready', message: '' });
  useEffect(() => {
    if (place === null) {
      return undefined;
    }
    const subscription = lookUp(source, place).subscribe({
      next: (texts) => setKnown({ key, texts, status: 'ready', message: '' }),
      error: (error: unknown) => setKnown({ key, texts: [], status: 'failed', message: messageOf(nameError(error)) }),
    });
    return () => subscription.unsubscribe();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- source and place are new on every render, `key` counts
  }, [key, source.datasource]);
  const loading = useMemo((): Known => ({ key, texts: [], status: 'loading', message: '' }), [key]);
  return known.key === key || place === null ? known : loading;
}

function subjectOf(place: CursorPlace): unknown[] {
  switch (place.kind) {
    case 'name':
      return ['names', place.others];
    case 'operator':
      return ['operators'];
    case 'value':
      return ['values', place.name, place.others];
  }
}

function lookUp(source: LabelSource, place: CursorPlace): Observable<string[]> {
  switch (place.kind) {
    case 'name':
      return lookUpNames(source, place.others);
    case 'operator':
      return of([]);
    case 'value':
      return lookUpValues(source, place.name, place.others);
  }
}

const minuteOf = (ms: number | undefined) => (ms === undefined ? 0 : Math.floor(ms / 60_000));
