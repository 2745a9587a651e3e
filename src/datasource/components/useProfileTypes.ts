import { useEffect, useMemo, useState } from 'react';
import type { TimeRange } from '@grafana/data';
import type { ComboboxOption } from '@grafana/ui';
import type { PyroscopeDatasource } from '../datasource';
import { nameError } from '../errors';
import { messageOf } from '../pyroscopeError';
import type { ProfileType } from '../profileTypes';

interface State {
  readonly types: readonly ProfileType[];
  readonly status: 'loading' | 'ready' | 'failed';
  /** why, when `failed` */
  readonly message: string;
}

interface ProfileTypes extends State {
  /** the same array until the types change: given another one, a Combobox puts its value over what is being typed */
  readonly options: Array<ComboboxOption<string>>;
}

/** Profile types that have data in the time range; asked again when its ends move to another minute. */
export function useProfileTypes(datasource: PyroscopeDatasource, timeRange: TimeRange | undefined): ProfileTypes {
  const [state, setState] = useState<State>({ types: [], status: 'loading', message: '' });
  const minute = (ms: number | undefined) => (ms === undefined ? 0 : Math.floor(ms / 60_000));
  const key = `${minute(timeRange?.from.valueOf())} ${minute(timeRange?.to.valueOf())}`;
  useEffect(() => {
    const subscription = datasource.profileTypes(timeRange).subscribe({
      next: (types) => setState({ types, status: 'ready', message: '' }),
      error: (error: unknown) =>
        setState((before) => ({ ...before, status: 'failed', message: messageOf(nameError(error)) })),
    });
    return () => subscription.unsubscribe();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the range object is new on every render, `key` counts
  }, [datasource, key]);
  const options = useMemo(
    () => state.types.map(({ id, text }) => ({ value: id, label: text, description: id })),
    [state.types]
  );
  return { ...state, options };
}
