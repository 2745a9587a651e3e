/** The engine's way from a call tree to the table; a chunk of its own, so that profile queries do not load the engine. */
import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import { analyze } from '../../analysis';
import type { CallTree } from '../../profiles/callTree';
import type { QueryPlan } from '../query/planQuery';
import type { PyroscopeOptions } from '../types';
import { hotspotsFrame } from './hotspotsFrame';

/** @param tree  null where nothing matched */
export function hotspotsOfTree(
  plan: QueryPlan,
  tree: CallTree | null,
  notices: readonly QueryResultMetaNotice[],
  { ownedPrefixes }: PyroscopeOptions
): DataFrame {
  const { profileTypeId } = plan.request;
  return hotspotsFrame(plan, tree && analyze(tree, { profileTypeId, ownedPrefixes }), notices);
}
