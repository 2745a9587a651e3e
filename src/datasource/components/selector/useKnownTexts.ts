import { useEffect, useMemo, useState } from 'react';
import { of, type Observable } from 'rxjs';
import { nameError } from '../../errors';
import { messageOf } from '../../pyroscopeError';
import type { CursorPlace } from './cursorPlace';
import { lookUpKey, lookUpNames, lookUpValues, type LabelSource } from './labelLookup';

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
  const key = place === null ? '' : keyOf(source, place);
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

function keyOf(source: LabelSource, place: CursorPlace): string {
  try {
    return place.kind === 'operator'
      ? place.kind
      : place.kind + lookUpKey(source, place.kind === 'value' ? place.name : '', place.others);
  } catch {
    // A variable's value makes no selector: the look-up says so.
    return JSON.stringify(place);
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
