import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/**
 * All texts of the plugin, in English; portals add other languages with a translation resource.
 * @public
 */
export const stagingsTranslationRef = createTranslationRef({
  id: 'plugin.stagings',
  messages,
});
