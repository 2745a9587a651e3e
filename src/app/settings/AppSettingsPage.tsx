/** Configuration page of the app: which service of the metrics is which service of the profiles. */
import { css } from '@emotion/css';
import React, { useState } from 'react';
import { type AppPluginMeta, type GrafanaTheme2, type PluginConfigPageProps } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { Alert, Button, Field, FieldSet, IconButton, Input, useStyles2 } from '@grafana/ui';
import { lastValueFrom } from 'rxjs';
import { type ServiceRule } from '../../correlate/serviceMapping';
import { t } from '../../shared/ui/i18n/translate';
import { errorText } from '../errorText';
import { type AppSettings, appSettingsOf, patternProblem } from './appSettings';

type SaveState = { kind: 'idle' } | { kind: 'saving' } | { kind: 'saved' } | { kind: 'failed'; message: string };

export function AppSettingsPage({ plugin }: PluginConfigPageProps<AppPluginMeta<{}>>) {
  const styles = useStyles2(getStyles);
  const { meta } = plugin;
  const [rules, setRules] = useState<readonly ServiceRule[]>(appSettingsOf(meta.jsonData).serviceRules);
  const [save, setSave] = useState<SaveState>({ kind: 'idle' });
  const invalid = rules.some((rule) => patternProblem(rule.pattern) !== null || rule.service.trim() === '');

  const change = (index: number, part: Partial<ServiceRule>) => {
    setSave({ kind: 'idle' });
    setRules(rules.map((rule, i) => (i === index ? { ...rule, ...part } : rule)));
  };
  const onSave = async () => {
    setSave({ kind: 'saving' });
    const settings: AppSettings = { serviceRules: rules };
    try {
      await lastValueFrom(
        getBackendSrv().fetch({
          url: `/api/plugins/${meta.id}/settings`,
          method: 'POST',
          showErrorAlert: false,
          data: {
            enabled: meta.enabled ?? true,
            pinned: meta.pinned ?? true,
            jsonData: { ...(meta.jsonData ?? {}), ...settings },
          },
        })
      );
      setSave({ kind: 'saved' });
    } catch (error) {
      setSave({ kind: 'failed', message: errorText(error) });
    }
  };

  return (
    <FieldSet label={t('settings.service-names', 'Service names')}>
      <p>
        {t(
          'settings.a-panel-names-its-service',
          'A panel names its service by a label (service_name, sloth_service, service, job, destination_workload, app). Where profiles use another name, add a rule. Rules are tried in order; a pattern matches the whole name.'
        )}
      </p>
      {rules.map((rule, index) => (
        <div key={index} className={styles.rule}>
          <Field
            label={t('settings.name-on-metrics', 'Name on metrics')}
            invalid={patternProblem(rule.pattern) !== null}
            error={patternProblem(rule.pattern)}
            htmlFor={`pattern-${index}`}
            noMargin
          >
            <Input
              id={`pattern-${index}`}
              value={rule.pattern}
              placeholder={t('settings.shop', 'shop-(.*)')}
              onChange={(e) => change(index, { pattern: e.currentTarget.value })}
            />
          </Field>
          <Field
            label={t('settings.service-on-profiles', 'Service on profiles')}
            invalid={rule.service.trim() === ''}
            error={
              rule.service.trim() === ''
                ? t('settings.write-a-service-name-1', 'Write a service name; $1 stands for the first group.')
                : undefined
            }
            htmlFor={`service-${index}`}
            noMargin
          >
            <Input
              id={`service-${index}`}
              value={rule.service}
              placeholder={t('settings.first-group', '$1')}
              onChange={(e) => change(index, { service: e.currentTarget.value })}
            />
          </Field>
          <IconButton
            name="trash-alt"
            tooltip={t('settings.remove-rule', 'Remove rule {{index}}', { index: index + 1 })}
            className={styles.remove}
            onClick={() => {
              setSave({ kind: 'idle' });
              setRules(rules.filter((_, i) => i !== index));
            }}
          />
        </div>
      ))}
      <div className={styles.buttons}>
        <Button variant="secondary" icon="plus" onClick={() => setRules([...rules, { pattern: '', service: '' }])}>
          {t('settings.add-rule', 'Add rule')}
        </Button>
        <Button onClick={onSave} disabled={invalid || save.kind === 'saving'}>
          {t('settings.save', 'Save')}
        </Button>
      </div>
      <div role="status">
        {save.kind === 'saved' && t('settings.saved-reload-the-page-to', 'Saved. Reload the page to use these rules.')}
        {save.kind === 'failed' && (
          <Alert severity="error" title={t('settings.not-saved', 'Not saved')}>
            {t(
              'settings.try-again-or-ask-an',
              '{{message}} Try again, or ask an administrator: changing an app needs the Admin role.',
              { message: save.message }
            )}
          </Alert>
        )}
      </div>
    </FieldSet>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  rule: css({ display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1), marginBottom: theme.spacing(1) }),
  remove: css({ marginTop: theme.spacing(3.5) }),
  buttons: css({ display: 'flex', gap: theme.spacing(1), margin: theme.spacing(2, 0) }),
});
