/**
 * The Stagings plugin for the new frontend system.
 *
 * @packageDocumentation
 */

import { Content } from '@backstage/core-components';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiStackLine } from '@remixicon/react';
import { stagingsApiFactory } from './api/stagingsApiRef';
import { entityStagingsRouteRef, stagingsPageRouteRef } from './routes';

const stagingsApi = ApiBlueprint.make({
  params: define => define(stagingsApiFactory),
});

const stagingsPage = PageBlueprint.make({
  params: {
    path: '/stagings',
    title: 'Stagings',
    icon: <RiStackLine />,
    routeRef: stagingsPageRouteRef,
    loader: async () => {
      const { StagingsPageContent } = await import(
        './components/StagingsPage/StagingsPageContent'
      );
      return (
        <Content>
          <StagingsPageContent />
        </Content>
      );
    },
  },
});

const entityStagingsContent = EntityContentBlueprint.make({
  params: {
    path: 'stagings',
    title: 'Stagings',
    icon: <RiStackLine />,
    filter: { kind: 'component' },
    routeRef: entityStagingsRouteRef,
    loader: async () => {
      const { StagingsTab } = await import(
        './components/StagingsTab/StagingsTab'
      );
      return <StagingsTab />;
    },
  },
});

/**
 * The plugin, for portals on the new frontend system.
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'stagings',
  title: 'Stagings',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: stagingsPageRouteRef,
    entityContent: entityStagingsRouteRef,
  },
  extensions: [stagingsApi, stagingsPage, entityStagingsContent],
});
