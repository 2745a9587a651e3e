import React from 'react';
import { Alert } from '@grafana/ui';
import { Trans } from '../../../shared/ui/i18n/Trans';
import { t } from '../../../shared/ui/i18n/translate';

/** What a datasource that runs in the browser can't do, said before somebody looks for it. */
export function WithoutBackend() {
  return (
    <Alert severity="info" title={t('config.this-datasource-runs-in-the', 'This datasource runs in the browser')}>
      <ul>
        <li>
          <Trans
            i18nKey="config.alerting-and-recording-rules"
            defaults="<b>Alerting and recording rules</b> need a backend: alert on metrics of Prometheus and link the dashboard from the alert."
            components={{ b: <b /> }}
          />
        </li>
        <li>
          <Trans
            i18nKey="config.externally-shared-dashboards"
            defaults="<b>Externally shared dashboards</b> show its panels empty: share a snapshot, or feed the hotspot panel from Grafana’s own Pyroscope datasource where that can be shared."
            components={{ b: <b /> }}
          />
        </li>
        <li>
          <Trans
            i18nKey="config.trace-to-profiles"
            defaults="<b>Trace to profiles</b> of Tempo offers Grafana’s own Pyroscope datasource only: the hotspot panel takes its frames as well."
            components={{ b: <b /> }}
          />
        </li>
      </ul>
    </Alert>
  );
}
