import { createApp } from '@backstage/frontend-defaults';
import { portalModule } from './modules/portal';

/** The plugins come from the package's dependencies, by `app.packages: all` in the configuration. */
export const app = createApp({ features: [portalModule] });
