import { Entity } from '@backstage/catalog-model';
import {
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import type { JSX } from 'react';
import { stagingsApiFactory } from './api/stagingsApiRef';
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
export const EntityStagingsContent: () => JSX.Element = stagingsPlugin.provide(
  createRoutableExtension({
    name: 'EntityStagingsContent',
    component: () =>
      import('./components/StagingsTab/StagingsTab').then(m => m.StagingsTab),
    mountPoint: entityStagingsRouteRef,
  }),
);

/**
 * The page with the stagings of all components; mount it at `/stagings`.
 * @public
 */
export const StagingsPage: () => JSX.Element = stagingsPlugin.provide(
  createRoutableExtension({
    name: 'StagingsPage',
    component: () =>
      import('./components/StagingsPage/StagingsPage').then(
        m => m.StagingsPage,
      ),
    mountPoint: stagingsPageRouteRef,
  }),
);

/**
 * Whether an entity gets the tab: every component does. Which templates apply to it is the backend's to
 * decide, and where none does the tab says so.
 * @public
 */
export function isStagingsAvailable(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'component';
}
