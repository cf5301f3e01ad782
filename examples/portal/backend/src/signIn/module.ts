import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { demoUsers } from './demoUsers';

/** Asks nobody for anything: whoever says so is that person. For a demo on one's own machine alone. */
const believing = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize: () => undefined,
  authenticate: async () => ({ result: {} }),
});

/** Lets people sign in as any of the demo's users, by a provider of that user's name. */
export const demoUsersModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-users',
  register(registration) {
    registration.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        for (const name of demoUsers) {
          providers.registerProvider({
            providerId: name,
            factory: createProxyAuthProviderFactory({
              authenticator: believing,
              signInResolver: (_info, context) =>
                context.signInWithCatalogUser({ entityRef: { name } }),
            }),
          });
        }
      },
    });
  },
});
