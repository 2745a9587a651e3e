/**
 * Loads the built plugins as Grafana does: AMD modules through SystemJS, which get Grafana's own copies of the shared
 * packages. A package that is not in the list below makes a plugin fail here as it would fail there.
 */
import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';
import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaRuntimeUnstable from '@grafana/runtime/unstable';
import * as grafanaUi from '@grafana/ui';
import * as grafanaUiUnstable from '@grafana/ui/unstable';
import i18next from 'i18next';
import jquery from 'jquery';
import lodash from 'lodash';
// Shared with plugins, as in Grafana; the host itself does not use it.
// eslint-disable-next-line no-restricted-imports
import moment from 'moment';
import React from 'react';
import ReactDom from 'react-dom';
import * as inlineSvg from 'react-inlinesvg';
import * as reactRedux from 'react-redux';
import * as reactRouter from 'react-router';
import * as reactRouterDom from 'react-router-dom';
import * as redux from 'redux';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

interface ModuleSystem {
  import<T>(url: string): Promise<T>;
  set(id: string, module: unknown): void;
  addImportMap(map: { imports: Record<string, string> }): void;
}
declare const System: ModuleSystem;

const shared: Readonly<Record<string, unknown>> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/runtime/unstable': grafanaRuntimeUnstable,
  '@grafana/ui': grafanaUi,
  '@grafana/ui/unstable': grafanaUiUnstable,
  emotion: emotionCss,
  i18next: { ...i18next, default: i18next, __esModule: true },
  jquery,
  lodash,
  moment,
  react: React,
  'react-dom': ReactDom,
  'react-inlinesvg': { ...inlineSvg, __esModule: true },
  'react-redux': reactRedux,
  'react-router': reactRouter,
  'react-router-dom': reactRouterDom,
  redux,
  rxjs,
  'rxjs/operators': rxjsOperators,
};

export function shareModules(): void {
  const imports: Record<string, string> = {};
  for (const [name, module] of Object.entries(shared)) {
    imports[name] = `package:${name}`;
    // The plugin gets the module object itself, not a copy: setters may fill its exports later.
    System.set(`package:${name}`, { default: module, __useDefault: true });
  }
  System.addImportMap({ imports });
}

/** @param url of a plugin's module.js */
export const importModule = <T>(url: string): Promise<T> => System.import<T>(url);
