/**
 * `react/jsx-runtime` for Grafana versions that share `react` but no jsx-runtime (12.2.0–12.2.4).
 * Libraries ask for it, our own code is compiled with the classic runtime. Drop it when the floor is 12.2.5.
 */
import { createElement, Fragment, type ElementType, type Key } from 'react';

type Props = Record<string, unknown>;

function jsx(type: ElementType, props: Props, key?: Key) {
  return createElement(type, key === undefined ? props : { ...props, key });
}

export { Fragment, jsx, jsx as jsxDEV, jsx as jsxs };
