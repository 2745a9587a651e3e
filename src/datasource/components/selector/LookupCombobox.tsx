import React, { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { firstValueFrom, Subject, takeUntil, tap, type Observable } from 'rxjs';
import { nameError } from '../../errors';
import { messageOf } from '../../pyroscopeError';

interface Props {
  readonly id?: string;
  readonly label: string;
  readonly value: string | null;
  readonly placeholder?: string;
  readonly width?: number;
  readonly disabled?: boolean;
  /** every text that can be chosen; asked each time the list is opened */
  lookUp(): Observable<string[]>;
  /** the value that stands for a text of the list; absent = the text itself */
  asValue?(text: string): string;
  /** chosen from the list, or typed */
  onChange(value: string): void;
  /** why the list could not be had; null when it could */
  onProblem?(message: string | null): void;
}

/**
 * Texts that the server knows, or any other that is typed. The server is asked once when the list is opened; what is
 * typed then filters here.
 */
export function LookupCombobox({
  id,
  label,
  value,
  placeholder,
  width,
  disabled,
  lookUp,
  asValue = (text) => text,
  onChange,
  onProblem,
}: Props) {
  const texts = useRef<Promise<string[]> | null>(null);
  const closed = useRef(new Subject<void>());
  useEffect(() => {
    const { current } = closed;
    return () => current.next();
  }, []);

  const ask = () => {
    closed.current.next();
    const answer = lookUp().pipe(
      tap({
        next: () => onProblem?.(null),
        error: (error: unknown) => onProblem?.(messageOf(nameError(error))),
      }),
      takeUntil(closed.current)
    );
    // What can't be listed can still be typed: the list is empty then, and `onProblem` says why.
    return firstValueFrom(answer, { defaultValue: [] }).catch((): string[] => []);
  };
  const optionsFor = async (typed: string): Promise<Array<ComboboxOption<string>>> => {
    // An opened list starts with no text.
    if (typed === '' || texts.current === null) {
      texts.current = ask();
    }
    const wanted = typed.toLowerCase();
    return (await texts.current)
      .filter((text) => text.toLowerCase().includes(wanted))
      .map((text) => ({ label: text, value: asValue(text) }));
  };
  // With another function for its options, Combobox puts its value over what is being typed.
  const latest = useRef(optionsFor);
  useLayoutEffect(() => {
    latest.current = optionsFor;
  });
  const options = useCallback((typed: string) => latest.current(typed), []);
  return (
    <Combobox<string>
      id={id}
      aria-label={label}
      width={width}
      disabled={disabled}
      options={options}
      value={value}
      placeholder={placeholder}
      createCustomValue
      onChange={(option) => onChange(option.value)}
    />
  );
}
