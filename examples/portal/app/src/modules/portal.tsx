import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SignInPageBlueprint,
  TranslationBlueprint,
} from '@backstage/plugin-app-react';
import { stagingsTranslations } from 'backstage-plugin-stagings';
import { DemoSignInPage } from './DemoSignInPage';
import { Navigation } from './Navigation';

const signIn = SignInPageBlueprint.make({
  params: { loader: async () => DemoSignInPage },
});

const navigation = NavContentBlueprint.make({
  params: { component: Navigation },
});

const stagingsInGerman = TranslationBlueprint.make({
  name: 'stagings',
  params: { resource: stagingsTranslations },
});

/** What the demo portal changes in Backstage's own app. */
export const portalModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signIn, navigation, stagingsInGerman],
});
