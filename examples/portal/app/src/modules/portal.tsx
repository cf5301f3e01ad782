import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SignInPageBlueprint,
  TranslationBlueprint,
} from '@backstage/plugin-app-react';
import { stagingsTranslations } from 'backstage-plugin-stagings';
import { GuestSignInPage } from './GuestSignInPage';
import { Navigation } from './Navigation';

const guestSignIn = SignInPageBlueprint.make({
  params: { loader: async () => GuestSignInPage },
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
  extensions: [guestSignIn, navigation, stagingsInGerman],
});
