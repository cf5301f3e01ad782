import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { Artifact } from 'backstage-plugin-stagings-common';
import { KubernetesObject } from './kubernetes';

/**
 * Everything that a render depends on.
 * @public
 */
export interface CustomRenderInput {
  /** `custom.config` of the template, with its expressions evaluated. */
  config: JsonObject;
  /** Name of the template. */
  template: string;
  staging: { id: string; name: string; host: string; namespace: string };
  source: { branch: string; commit: string; shortCommit: string };
  /** The component that the staging is of. */
  entity: Entity;
  /** Checked, with the template's defaults filled in. */
  parameters: JsonObject;
  /** Changes that people made for this staging; what they mean is the renderer's own matter. */
  overrides: JsonObject;
  baseDomain: string;
  /** What the cluster offers. */
  capabilities: {
    /** For example `1.36.3`. */
    kubeVersion: string;
    /** `group/version` and `group/version/Kind`. */
    apiVersions: string[];
  };
  /** Aborts when the result is not wanted any more. */
  signal: AbortSignal;
}

/**
 * What a render came to.
 * @public
 */
export interface CustomRendering {
  /** Labels, namespace and the checks of all renders are added afterwards. */
  objects: KubernetesObject[];
  /** For the log of the operation. */
  notes?: Array<{ level: 'info' | 'warning'; message: string }>;
  /** What was found under a name or range, exactly. */
  artifacts?: Artifact[];
}

/**
 * Turns a template into Kubernetes objects in a way of its own.
 * @public
 */
export interface CustomRenderer {
  /** As templates name it in `custom.renderer`. */
  name: string;
  /**
   * Renders a template. It must write nothing to any cluster, and answer the same for the same input: it is
   * called again for each preview and each check for drift.
   * @throws Error whose message is shown to the people who wait for the staging
   */
  render(input: CustomRenderInput): Promise<CustomRendering>;
}

/**
 * Takes renderers.
 * @public
 */
export interface StagingsRenderersExtensionPoint {
  /**
   * Adds a renderer.
   * @throws Error where another of its name was added, or the portal has started
   */
  addRenderer(renderer: CustomRenderer): void;
}

/**
 * Where modules of the plugin `stagings` add renderers.
 * @public
 */
export const stagingsRenderersExtensionPoint =
  createExtensionPoint<StagingsRenderersExtensionPoint>({
    id: 'stagings.renderers',
  });
