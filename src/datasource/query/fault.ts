/** A failure that no server caused, by name: a part of the plugin that does not load, or a fault of ours. */
import { t } from '../../shared/ui/i18n/translate';
import { ownError, PyroscopeError } from '../pyroscopeError';

export function faultOf(error: unknown): PyroscopeError {
  if (error instanceof PyroscopeError) {
    return error;
  }
  const said = error instanceof Error ? error.message : String(error);
  return error instanceof Error && error.name === 'ChunkLoadError'
    ? ownError('plugin-part', {
        what: t('query.a-part-of-the-plugin', 'A part of the plugin could not be loaded.'),
        why: t('query.grafana-is-not-reachable-or', 'Grafana is not reachable, or the plugin was updated meanwhile.'),
        next: t('query.reload-the-page', 'Reload the page.'),
        said,
      })
    : ownError('plugin-fault', {
        what: t('query.the-answer-could-not-be', 'The answer could not be shown.'),
        why: t('query.this-is-a-fault-of', 'This is a fault of the plugin.'),
        next: t('query.please-report-it-with-the', 'Please report it with the text below.'),
        said,
      });
}
