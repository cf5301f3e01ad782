import { BackendPluginRegistrationPoints } from '@backstage/backend-plugin-api';
import {
  ClusterAccessRegistration,
  CustomRenderer,
  HealthRule,
  HealthRuleRegistration,
  stagingsClustersExtensionPoint,
  stagingsHealthExtensionPoint,
  stagingsRenderersExtensionPoint,
} from 'backstage-plugin-stagings-node';

/** What modules added to the plugin. Reading any of it ends the time in which they may. */
export interface Extensions {
  /** By `group/Kind`. */
  healthRules(): ReadonlyMap<string, HealthRule>;
  clusters(): ClusterAccessRegistration[];
  /** By name. */
  renderers(): ReadonlyMap<string, CustomRenderer>;
}

/** What modules add while the portal starts, one for each key. */
class Registrations<T> {
  private readonly entries = new Map<string, T>();
  private isOpen = true;

  /**
   * @param taken - what to say where there is one for the key already
   * @throws Error with that, or where the portal has started
   */
  add(key: string, entry: T, taken: (existing: T) => string): void {
    if (!this.isOpen) {
      throw new Error(
        `The portal has started: ${key} can only be added while a module initialises`,
      );
    }
    const existing = this.entries.get(key);
    if (existing !== undefined) throw new Error(taken(existing));
    this.entries.set(key, entry);
  }

  close(): ReadonlyMap<string, T> {
    this.isOpen = false;
    return this.entries;
  }
}

const KIND_KEY = /^[^/]*\/[A-Za-z]+$/;

/** Offers the plugin's extension points to its modules. */
export function registerExtensionPoints(
  env: Pick<BackendPluginRegistrationPoints, 'registerExtensionPoint'>,
): Extensions {
  const rules = new Registrations<HealthRuleRegistration>();
  const clusters = new Registrations<ClusterAccessRegistration>();
  const renderers = new Registrations<CustomRenderer>();
  env.registerExtensionPoint(stagingsHealthExtensionPoint, {
    addHealthRule(registration) {
      const { kind, name } = registration;
      if (!KIND_KEY.test(kind)) {
        throw new Error(
          `The health rule ${name} is for "${kind}": write group/Kind, for example kafka.strimzi.io/Kafka or /Service`,
        );
      }
      rules.add(
        kind,
        registration,
        existing =>
          `The health rules ${existing.name} and ${name} are both for ${kind}: remove one`,
      );
    },
  });
  env.registerExtensionPoint(stagingsClustersExtensionPoint, {
    addClusterAccess(registration) {
      clusters.add(
        registration.name,
        registration,
        () =>
          `Two modules give access to the cluster ${registration.name}: remove one`,
      );
    },
  });
  env.registerExtensionPoint(stagingsRenderersExtensionPoint, {
    addRenderer(renderer) {
      renderers.add(
        renderer.name,
        renderer,
        () => `Two modules add a renderer named ${renderer.name}: remove one`,
      );
    },
  });
  return {
    healthRules: () =>
      new Map([...rules.close()].map(([kind, { rule }]) => [kind, rule])),
    renderers: () => renderers.close(),
    clusters: () => [...clusters.close().values()],
  };
}
