import { catchError, map, of, type Observable } from 'rxjs';
import { nameError } from '../errors';

/**
 * A question whose failure is an answer too.
 * @returns status null where it was answered well, 0 where the failure has none
 */
export function answerOf<T>(question: Observable<T>): Observable<{ value: T | null; status: number | null }> {
  return question.pipe(
    map((value) => ({ value, status: null })),
    catchError((error: unknown) => of({ value: null, status: nameError(error).status ?? 0 }))
  );
}
