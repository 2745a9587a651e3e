/** What a frame does not show, said on the panel that shows it. */
import type { QueryResultMetaNotice } from '@grafana/data';
import type { CallTree } from '../../profiles/callTree';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';

/** The name under which Pyroscope collects what its node limit cuts off. A function of that name can't be told from it. */
const CUT_OFF = 'other';

/** @param tree  null where nothing matched */
export function noticesOf(plan: QueryPlan, answer: ProfileAnswer, tree: CallTree | null): QueryResultMetaNotice[] {
  const notices: QueryResultMetaNotice[] = [];
  const hidden = tree ? hiddenShare(tree) : 0;
  if (hidden > 0) {
    const percent = hidden < 0.001 ? 'Less than 0.1' : (hidden * 100).toFixed(1);
    notices.push({
      severity: 'info',
      text: `${percent} % is hidden in “${CUT_OFF}”: too small to be sent by the store at ${answer.request.maxNodes} nodes. Raise Max nodes to see more.`,
    });
  }
  if (plan.ignoredFilters.length > 0) {
    notices.push({
      severity: 'warning',
      text: `This saved query has a filter that is not applied here: ${plan.ignoredFilters.join(', ')}. The whole profile is shown.`,
    });
  }
  return notices;
}

/** Weight of the leaves that stand for cut-off functions, as share of the profile. */
export function hiddenShare({ length, func, self, functions, total }: CallTree): number {
  let hidden = 0;
  for (let node = 0; node < length; node++) {
    if (functions.name[func[node]] === CUT_OFF && functions.file[func[node]] === '') {
      hidden += self[node];
    }
  }
  return total > 0 ? hidden / total : 0;
}
