import { createRouteRef } from '@backstage/core-plugin-api';

/** The page over all components, at `/stagings`; a staging's canonical address is `/stagings/<id>`. */
export const stagingsPageRouteRef = createRouteRef({ id: 'stagings' });

/** The tab of a component; a staging's detail is nested in it at `<tab>/<id>`. */
export const entityStagingsRouteRef = createRouteRef({
  id: 'stagings:entity-content',
});
