/** A variable of the dashboard that the panel stands on, as far as the dashboard lets a panel see it. */
import { useCallback } from 'react';
import { locationService } from '@grafana/runtime';
import { dashboardVariables } from '../../shared/ui/dashboardVariables';

export interface VariableOption {
  readonly text: string;
  readonly value: string;
}

export interface DashboardVariable {
  readonly value: string;
  /** two or more; with fewer there is nothing to choose */
  readonly options: readonly VariableOption[];
  /** changes the dashboard, as the variable's own control would */
  choose(value: string): void;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** First of a multi-value, the text as it is; null for what is no text. */
function single(value: unknown): string | null {
  const first: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof first === 'string' ? first : null;
}

/** null where there is no such variable, or its choices are not visible to a panel: then there is nothing to offer. */
export function useDashboardVariable(name: string): DashboardVariable | null {
  const choose = useCallback((value: string) => locationService.partial({ [`var-${name}`]: value }), [name]);
  const variable = dashboardVariables().find((candidate) => isRecord(candidate) && candidate.name === name);
  if (!isRecord(variable) || !Array.isArray(variable.options) || !isRecord(variable.current)) {
    return null;
  }
  const value = single(variable.current.value);
  const options = variable.options.flatMap((option: unknown) => {
    const optionValue = isRecord(option) ? single(option.value) : null;
    return isRecord(option) && optionValue !== null
      ? [{ value: optionValue, text: single(option.text) ?? optionValue }]
      : [];
  });
  return value === null || options.length < 2 ? null : { value, options, choose };
}
