import React, { useState } from 'react';
import { Button, Field, IconButton, Input, Stack, TagsInput } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';
import type { PyroscopeOptions } from '../../types';

interface Props {
  readonly id: string;
  readonly options: Pick<PyroscopeOptions, 'ownedPrefixes' | 'ownedPrefixesByService'>;
  onChange(part: Pick<PyroscopeOptions, 'ownedPrefixes' | 'ownedPrefixesByService'>): void;
}

interface Row {
  readonly service: string;
  readonly prefixes: string[];
}

/** Whose code it is: prefixes for all services, and more for single ones. */
export function OwnCodeFields({ id, options, onChange }: Props) {
  // A row without a service is not saved yet, so the rows live here.
  const [rows, setRows] = useState(() => rowsOf(options.ownedPrefixesByService));
  const changeRows = (next: Row[]) => {
    setRows(next);
    onChange({ ownedPrefixesByService: recordOf(next) });
  };
  const changeRow = (at: number, part: Partial<Row>) =>
    changeRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <>
      <Field
        label={t('config.own-code', 'Own code')}
        description={t(
          'config.prefixes-of-function-names-that',
          'Prefixes of function names that your teams can edit, such as example.com/shop. Without any, own code is told by the profile itself.'
        )}
        htmlFor={`${id}-all`}
      >
        <TagsInput
          id={`${id}-all`}
          width={60}
          maxLength={200}
          autoColors={false}
          addOnBlur
          tags={options.ownedPrefixes ?? []}
          onChange={(ownedPrefixes) => onChange({ ownedPrefixes })}
        />
      </Field>
      <Field
        label={t('config.own-code-of-single-services', 'Own code of single services')}
        description={t(
          'config.besides-the-prefixes-above-in',
          'Besides the prefixes above, in the profiles of one service.'
        )}
      >
        <Stack direction="column" alignItems="flex-start">
          {rows.map((row, at) => (
            <Stack key={at} alignItems="flex-start">
              <Input
                aria-label={t('config.service', 'Service {{at}}', { at: at + 1 })}
                width={24}
                placeholder={t('config.checkout', 'checkout')}
                value={row.service}
                onChange={(event) => changeRow(at, { service: event.currentTarget.value })}
              />
              <TagsInput
                id={`${id}-${at}`}
                width={40}
                maxLength={200}
                autoColors={false}
                addOnBlur
                placeholder={t('config.prefixes-of', 'Prefixes of {{service}}', {
                  service: row.service || t('config.the-service', 'the service'),
                })}
                tags={row.prefixes}
                onChange={(prefixes) => changeRow(at, { prefixes })}
              />
              <IconButton
                name="trash-alt"
                aria-label={t('config.remove-service', 'Remove service {{at}}', { at: at + 1 })}
                onClick={() => changeRows(rows.filter((_, index) => index !== at))}
              />
            </Stack>
          ))}
          <Button variant="secondary" icon="plus" onClick={() => setRows([...rows, { service: '', prefixes: [] }])}>
            {t('config.add-service', 'Add service')}
          </Button>
        </Stack>
      </Field>
    </>
  );
}

function rowsOf(saved: PyroscopeOptions['ownedPrefixesByService']): Row[] {
  return Object.entries(saved ?? {}).map(([service, prefixes]) => ({ service, prefixes }));
}

/** Rows of one service are joined; undefined where there is none, so that nothing empty is saved. */
function recordOf(rows: readonly Row[]): Record<string, string[]> | undefined {
  const named = rows.filter(({ service }) => service.trim() !== '');
  const services = new Map<string, string[]>();
  for (const { service, prefixes } of named) {
    services.set(service.trim(), [...(services.get(service.trim()) ?? []), ...prefixes]);
  }
  return services.size > 0 ? Object.fromEntries(services) : undefined;
}
