import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { stagingsTranslationRef } from './ref';

/**
 * The texts of the plugin in other languages than English: German. Loaded when somebody chooses the language.
 * @public
 */
export const stagingsTranslations = createTranslationResource({
  ref: stagingsTranslationRef,
  translations: { de: () => import('./de') },
});
