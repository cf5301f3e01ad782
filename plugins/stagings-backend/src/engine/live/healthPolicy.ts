import { HealthPolicy } from '../../health';
import { EngineContext } from '../context';

/** What is decided about health on a cluster: its configuration, and rules of other modules. */
export function healthPolicy(
  { config, healthRules }: Pick<EngineContext, 'config' | 'healthRules'>,
  cluster: string,
): HealthPolicy {
  const { requireIngressAddress, schedulingWindow } =
    config.clusters[cluster] ?? {};
  return { rules: healthRules, requireIngressAddress, schedulingWindow };
}
