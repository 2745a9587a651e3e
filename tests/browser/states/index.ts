import { answerStates } from './answers';
import { scopeStates } from './scopes';
import { silentStates } from './silences';
import { type PanelState } from './state';

export const panelStates: readonly PanelState[] = [...answerStates, ...scopeStates, ...silentStates];
