/** Fills the cache of icon drawings before anything is rendered, as Grafana's app does: no icon is fetched one by one. */
import drawings from 'host:icons';
import { cacheStore } from 'react-inlinesvg';

export function fillIconCache(publicPath: string): void {
  for (const [name, content] of Object.entries(drawings)) {
    cacheStore.set(`${publicPath}build/img/icons/${name}`, { content, status: 'loaded' });
  }
}
