import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import type { JSX } from 'react';
import { stagingsApiFactory } from './api/stagingsApiRef';
import type { StagingsPageProps } from './components/StagingsPage/StagingsPage';
import type { EntityStagingsContentProps } from './components/StagingsTab/StagingsTab';
import { entityStagingsRouteRef, stagingsPageRouteRef } from './routes';

/**
 * The plugin, for portals on the legacy frontend system.
 * @public
 */
export const stagingsPlugin = createPlugin({
  id: 'stagings',
  apis: [stagingsApiFactory],
  routes: {
    root: stagingsPageRouteRef,
    entityContent: entityStagingsRouteRef,
  },
});

/**
 * The Stagings tab of a component's page, for `EntityLayout.Route`.
 * @public
 */
export const EntityStagingsContent: (
  props: EntityStagingsContentProps,
) => JSX.Element = stagingsPlugin.provide(
  createRoutableExtension({
    name: 'EntityStagingsContent',
    component: () =>
      import('./components/StagingsTab/StagingsTab').then(m => m.StagingsTab),
    mountPoint: entityStagingsRouteRef,
  }),
);

/**
 * The stagings of a component at a glance, for the overview of its page. Its links lead to the tab, so that has
 * to be there too.
 * @public
 */
export const EntityStagingsCard: () => JSX.Element = stagingsPlugin.provide(
  createComponentExtension({
    name: 'EntityStagingsCard',
    component: {
      lazy: () =>
        import('./components/EntityStagingsCard/EntityStagingsCard').then(
          m => m.EntityStagingsCard,
        ),
    },
  }),
);

/**
 * The page with the stagings of all components; mount it at `/stagings`.
 * @public
 */
export const StagingsPage: (props: StagingsPageProps) => JSX.Element =
  stagingsPlugin.provide(
    createRoutableExtension({
      name: 'StagingsPage',
      component: () =>
        import('./components/StagingsPage/StagingsPage').then(
          m => m.StagingsPage,
        ),
      mountPoint: stagingsPageRouteRef,
    }),
  );
