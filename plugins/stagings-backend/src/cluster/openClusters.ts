import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ClusterAccessRegistration } from 'backstage-plugin-stagings-node';
import { StagingsConfig } from '../config/types';
import { clusterAccesses } from './access/connections';
import { podEnvironment } from './access/podEnvironment';
import { openKubeConfig } from './access/kubernetesClient';
import { portalStrategies } from './access/portalStrategies';
import { createClusterRegistry, LazyAccess } from './createClusterRegistry';
import { ClusterRegistry } from './types';

/** Access of a module, as one of the configuration. */
function ofModule({ name, connect }: ClusterAccessRegistration): LazyAccess {
  return {
    name,
    connect: () => ({ skipTLSVerify: false, ...connect(), name }),
  };
}

/**
 * The clusters of the portal's configuration and those that modules give access to; theirs wins. Connects to
 * none before it is used.
 */
export function openClusters(given: {
  rootConfig: RootConfigService;
  clusters: StagingsConfig['clusters'];
  logger: LoggerService;
  modules: readonly ClusterAccessRegistration[];
}): ClusterRegistry {
  const added = given.modules.map(ofModule);
  const names = new Set(added.map(({ name }) => name));
  const configured = clusterAccesses({
    kubernetes: given.rootConfig.getOptional('kubernetes'),
    clusters: given.clusters,
    pod: podEnvironment(),
    openStrategy: portalStrategies(given.rootConfig, given.logger),
    openKubeConfig,
  });
  return createClusterRegistry(
    [...configured.filter(({ name }) => !names.has(name)), ...added],
    given.clusters,
  );
}
