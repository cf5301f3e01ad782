import { actions } from './english/actions';
import { detail } from './english/detail';
import { list } from './english/list';
import { panel } from './english/panel';

/** The English texts. */
export const messages = { ...list, ...actions, ...panel, ...detail } as const;
