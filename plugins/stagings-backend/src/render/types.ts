import { JsonObject } from '@backstage/types';
import { RendererName } from 'backstage-plugin-stagings-common';
import { TemplateConfig } from '../config/types';
import { ExpressionContext, RenderedObject } from '../model/rendering';

/** What the cluster offers, for charts that ask. */
export interface Capabilities {
  /** For example `1.36.3`. */
  kubeVersion: string;
  /** `group/version` and `group/version/Kind`. */
  apiVersions: string[];
}

/** Everything that a render depends on. */
export interface RenderInput {
  template: TemplateConfig;
  context: ExpressionContext;
  overrides: JsonObject;
  namespace: string;
  /** Helm's release name: the name of the staging. */
  releaseName: string;
  capabilities: Capabilities;
  signal: AbortSignal;
}

/** Turns a template into Kubernetes objects. Writes nothing to any cluster. */
export interface Renderer {
  readonly name: RendererName;
  /**
   * @throws TerminalError where the template or the inputs cannot be rendered
   */
  render(input: RenderInput): Promise<RenderedObject[]>;
}
