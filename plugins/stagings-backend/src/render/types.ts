import { JsonObject } from '@backstage/types';
import { Artifact, RendererName } from 'backstage-plugin-stagings-common';
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

/** Something that people should read in the log of the operation that renders. */
export interface RenderNote {
  level: 'info' | 'warning';
  message: string;
}

/** What a render came to. */
export interface Rendering {
  objects: RenderedObject[];
  notes: RenderNote[];
  /** What was found under a name or range, exactly: charts and sources. */
  artifacts: Artifact[];
}

/** Turns a template into Kubernetes objects. Writes nothing to any cluster. */
export interface Renderer {
  readonly name: RendererName;
  /**
   * @throws TerminalError where the template or the inputs cannot be rendered
   */
  render(input: RenderInput): Promise<Rendering>;
}
