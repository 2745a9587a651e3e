import React from 'react';
import { Alert } from '@grafana/ui';

/** What a datasource that runs in the browser can't do, said before somebody looks for it. */
export function WithoutBackend() {
  return (
    <Alert severity="info" title="This datasource runs in the browser">
      <ul>
        <li>
          <b>Alerting and recording rules</b> need a backend: alert on metrics of Prometheus and link the dashboard from
          the alert.
        </li>
        <li>
          <b>Externally shared dashboards</b> show its panels empty: share a snapshot, or feed the hotspot panel from
          Grafana’s own Pyroscope datasource where that can be shared.
        </li>
        <li>
          <b>Trace to profiles</b> of Tempo offers Grafana’s own Pyroscope datasource only: the hotspot panel takes its
          frames as well.
        </li>
      </ul>
    </Alert>
  );
}
