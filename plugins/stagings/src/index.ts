/**
 * The Stagings tab: one environment per git branch for every component of the catalog.
 *
 * @packageDocumentation
 */

export { stagingsApiRef } from './api/stagingsApiRef';
export {
  EntityStagingsContent,
  isStagingsAvailable,
  StagingsPage,
  stagingsPlugin,
} from './plugin';
export { stagingsTranslationRef } from './translations/ref';
