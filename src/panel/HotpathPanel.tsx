/** Body of the panel: frames in, answer line, table and ribbon out. */
import React from 'react';
import type { PanelProps } from '@grafana/data';
import type { HotpathOptions } from './options';

export function HotpathPanel({ width, height }: PanelProps<HotpathOptions>) {
  return <div style={{ width, height }} />;
}
