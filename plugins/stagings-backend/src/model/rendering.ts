import { JsonObject } from '@backstage/types';
import { Entity } from '@backstage/catalog-model';
import { KubeObject } from './kubeObject';

/** The variables that templates' expressions see. */
export interface ExpressionContext {
  staging: { id: string; name: string; host: string; namespace: string };
  source: { branch: string; commit: string; shortCommit: string };
  entity: Entity;
  parameters: JsonObject;
  baseDomain: string;
}

/** An object of a render with the file that it came from, for messages. */
export interface RenderedObject {
  object: KubeObject;
  /** Path inside the template, for example `templates/deployment.yaml`. */
  source: string;
}
