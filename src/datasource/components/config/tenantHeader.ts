/**
 * The tenant, kept where Grafana keeps every custom header: its name in `jsonData.httpHeaderName<n>`, its value in
 * `secureJsonData.httpHeaderValue<n>`, n from 1 without gaps. So it is provisioned like any other header, and Grafana's
 * proxy sends it without knowing more.
 */
import type { DataSourceSettings } from '@grafana/data';
import type { PyroscopeOptions } from '../../types';

export const TENANT_HEADER = 'X-Scope-OrgID';

export type Settings = DataSourceSettings<PyroscopeOptions, Record<string, string>>;

export interface Tenant {
  /** in the number of the header, null where there is none yet */
  readonly slot: number | null;
  /** saved before: its value is a secret that does not come back */
  readonly isSaved: boolean;
  /** typed since, '' where nothing was */
  readonly typed: string;
}

export function readTenant({ jsonData, secureJsonData, secureJsonFields }: Settings): Tenant {
  const slot = slotsOf(jsonData).find((n) => nameIn(jsonData, n).toLowerCase() === TENANT_HEADER.toLowerCase()) ?? null;
  return {
    slot,
    isSaved: slot !== null && secureJsonFields?.[valueKey(slot)] === true,
    typed: slot === null ? '' : (secureJsonData?.[valueKey(slot)] ?? ''),
  };
}

/** @param typed  '' takes the header away again, where that leaves no gap */
export function withTenant(settings: Settings, typed: string): Settings {
  const slots = slotsOf(settings.jsonData);
  const slot = readTenant(settings).slot ?? slots.length + 1;
  const jsonData: Record<string, unknown> = { ...settings.jsonData };
  const secureJsonData = { ...settings.secureJsonData };
  if (typed === '' && slot >= slots.length) {
    delete jsonData[nameKey(slot)];
    delete secureJsonData[valueKey(slot)];
  } else {
    jsonData[nameKey(slot)] ??= TENANT_HEADER;
    secureJsonData[valueKey(slot)] = typed;
  }
  return { ...settings, jsonData: jsonData as PyroscopeOptions, secureJsonData };
}

/** Forgets the saved value, so that another one can be typed. */
export function withoutSavedTenant(settings: Settings): Settings {
  const { slot } = readTenant(settings);
  return slot === null
    ? settings
    : {
        ...settings,
        secureJsonFields: { ...settings.secureJsonFields, [valueKey(slot)]: false },
        secureJsonData: { ...settings.secureJsonData, [valueKey(slot)]: '' },
      };
}

function slotsOf(jsonData: PyroscopeOptions): number[] {
  const slots: number[] = [];
  while (nameIn(jsonData, slots.length + 1) !== '') {
    slots.push(slots.length + 1);
  }
  return slots;
}

function nameIn(jsonData: PyroscopeOptions, slot: number): string {
  const name = (jsonData as Record<string, unknown>)[nameKey(slot)];
  return typeof name === 'string' ? name : '';
}

const nameKey = (slot: number) => `httpHeaderName${slot}`;
const valueKey = (slot: number) => `httpHeaderValue${slot}`;
