/**
 * The Stagings tab: one environment per git branch for every component of the catalog.
 *
 * @packageDocumentation
 */

export { stagingsApiRef } from './api/stagingsApiRef';
export type { StagingColumn } from './components/StagingsTable/columns';
export type { StagingsPageProps } from './components/StagingsPage/StagingsPage';
export type { EntityStagingsContentProps } from './components/StagingsTab/StagingsTab';
export { isStagingsAvailable } from './config/templateSettings';
export {
  EntityStagingsCard,
  EntityStagingsContent,
  StagingsPage,
  stagingsPlugin,
} from './plugin';
export { stagingsTranslationRef } from './translations/ref';
export { stagingsTranslations } from './translations/stagingsTranslations';
