import { JsonObject } from '@backstage/types';
import {
  Artifact,
  OverrideKey,
  RendererName,
} from 'backstage-plugin-stagings-common';
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
  /** Whether a revision of the staging was deployed already. */
  isUpgrade: boolean;
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
  /** The same inputs rendered once more, where the template makes up values such as passwords. */
  again?: RenderedObject[];
}

/** What it takes to look into a template without rendering it. */
export interface LookInput {
  template: TemplateConfig;
  /** Addresses of templates may depend on the branch. */
  context: Pick<ExpressionContext, 'source'>;
  signal: AbortSignal;
}

/** What overrides can set, as the sources of a template alone tell. */
export interface SourceKeys {
  keys: OverrideKey[];
  /** JSON Schema of all overrides, where there is one. */
  schema?: JsonObject;
}

/** Turns a template into Kubernetes objects. Writes nothing to any cluster. */
export interface Renderer {
  readonly name: RendererName;
  /**
   * @throws TerminalError where the template or the inputs cannot be rendered
   */
  render(input: RenderInput): Promise<Rendering>;
  /**
   * Finds what overrides can set.
   * @throws TerminalError where the sources of the template cannot be read
   */
  keys(input: LookInput): Promise<SourceKeys>;
}
