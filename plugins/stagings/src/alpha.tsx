/**
 * The Stagings plugin for the new frontend system.
 *
 * @packageDocumentation
 */

import { Content } from '@backstage/core-components';
import { ApiHolder, configApiRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiStackLine } from '@remixicon/react';
import { z } from 'zod';
import { stagingsApiFactory } from './api/stagingsApiRef';
import { STAGING_COLUMNS } from './components/StagingsTable/columns';
import { isStageable, readTemplateSettings } from './config/templateSettings';
import { entityStagingsRouteRef, stagingsPageRouteRef } from './routes';

const columnsSchema = { columns: z.array(z.enum(STAGING_COLUMNS)).optional() };

const filterOf = (apis: ApiHolder) => {
  const config = apis.get(configApiRef);
  return isStageable(config ? readTemplateSettings(config) : []);
};

const stagingsApi = ApiBlueprint.make({
  params: define => define(stagingsApiFactory),
});

const stagingsPage = PageBlueprint.makeWithOverrides({
  configSchema: columnsSchema,
  factory: (original, { config }) =>
    original({
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
            <StagingsPageContent columns={config.columns} />
          </Content>
        );
      },
    }),
});

const entityStagingsContent = EntityContentBlueprint.makeWithOverrides({
  configSchema: columnsSchema,
  factory: (original, { apis, config }) =>
    original({
      path: 'stagings',
      title: 'Stagings',
      icon: <RiStackLine />,
      filter: filterOf(apis),
      routeRef: entityStagingsRouteRef,
      loader: async () => {
        const { StagingsTab } = await import(
          './components/StagingsTab/StagingsTab'
        );
        return <StagingsTab columns={config.columns} />;
      },
    }),
});

const entityStagingsCard = EntityCardBlueprint.makeWithOverrides({
  factory: (original, { apis }) =>
    original({
      filter: filterOf(apis),
      loader: async () => {
        const { EntityStagingsCard } = await import(
          './components/EntityStagingsCard/EntityStagingsCard'
        );
        return <EntityStagingsCard />;
      },
    }),
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
  extensions: [
    stagingsApi,
    stagingsPage,
    entityStagingsContent,
    entityStagingsCard,
  ],
});
