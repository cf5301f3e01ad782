import { JsonObject } from '@backstage/types';

/**
 * How a template's objects are made; `custom` by a renderer that a backend module added.
 * @public
 */
export type RendererName = 'helm' | 'kustomize' | 'manifests' | 'custom';

/**
 * A way to build a staging that applies to a component.
 * @public
 */
export interface StagingTemplate {
  name: string;
  title: string;
  description?: string;
  renderer: RendererName;
  cluster: string;
  /** Hosts are `<name>.<baseDomain>`. */
  baseDomain: string;
  /** JSON Schema of the parameters, defaults evaluated as far as the component alone decides them. */
  parameters: JsonObject;
  /** Why stagings cannot be made from it now, in one sentence, for example a missing program. */
  problem?: string;
}
