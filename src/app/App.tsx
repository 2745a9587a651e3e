/** Root page of the app: one route today, so that later pages have a place. */
import React from 'react';
import { type AppRootProps } from '@grafana/data';
import { Navigate, Route, Routes } from 'react-router-dom';
import { HotspotsPage } from './hotspots/HotspotsPage';
import { HOTSPOTS_PATH } from './pluginIds';
import { appSettingsOf } from './settings/appSettings';

export function App({ meta }: AppRootProps) {
  const settings = appSettingsOf(meta.jsonData);
  return (
    <Routes>
      <Route path="hotspots" element={<HotspotsPage rules={settings.serviceRules} />} />
      <Route path="*" element={<Navigate to={HOTSPOTS_PATH} replace />} />
    </Routes>
  );
}
