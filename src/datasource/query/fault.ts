/** A failure that no server caused, by name: a part of the plugin that does not load, or a fault of ours. */
import { ownError, PyroscopeError } from '../pyroscopeError';

export function faultOf(error: unknown): PyroscopeError {
  if (error instanceof PyroscopeError) {
    return error;
  }
  const said = error instanceof Error ? error.message : String(error);
  return error instanceof Error && error.name === 'ChunkLoadError'
    ? ownError('plugin-part', {
        what: 'A part of the plugin could not be loaded.',
        why: 'Grafana is not reachable, or the plugin was updated meanwhile.',
        next: 'Reload the page.',
        said,
      })
    : ownError('plugin-fault', {
        what: 'The answer could not be shown.',
        why: 'This is a fault of the plugin.',
        next: 'Please report it with the text below.',
        said,
      });
}
