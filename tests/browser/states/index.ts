import { answerStates } from './answers';
import { scopeStates } from './scopes';
import { shortStates } from './short';
import { silentStates } from './silences';
import { type PanelState } from './state';

export const panelStates: readonly PanelState[] = [...answerStates, ...shortStates, ...scopeStates, ...silentStates];
