import { Entity } from '@backstage/catalog-model';
import { Artifact } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { TemplateConfig } from '../../config/types';
import { TerminalError } from '../../model/errors';
import { identityKey, identityOf, KubeObject } from '../../model/kubeObject';
import {
  BRANCH_ANNOTATION,
  COMMIT_ANNOTATION,
  ENTITY_ANNOTATION,
  INSTALLATION_LABEL,
  KUBERNETES_ID_LABEL,
  MANAGED_BY,
  MANAGED_BY_LABEL,
  STAGING_LABEL,
} from '../../model/labels';
import { ExpressionContext, RenderedObject } from '../../model/rendering';
import { StagingRecord } from '../../model/staging';
import { translateArgoHooks, withoutIgnoredHooks } from '../../plan';
import { isolationObjects, podSecurityLabels } from '../../policy';
import { normalise } from '../../render/normalise';
import { Renderer, RenderNote } from '../../render/types';
import { expressionVariables } from '../../template/expressionVariables';
import { openSecrets } from '../../secrets/openSecrets';
import { joinSecrets } from '../../template/secretParameters';
import { resolveParameters } from '../../template/parameters';
import { readInventory } from '../../store';
import { EngineContext } from '../context';
import { ClusterDescription, describeCluster } from './describeCluster';
import { keepMinted } from './minted/keepMinted';
import { keepNames } from './minted/keepNames';
import { withNewKinds } from './newKinds';
import { requirePolicy } from './requirePolicy';
import { together } from '../together';

const KUBERNETES_ID_ANNOTATION = 'backstage.io/kubernetes-id';

/** What a staging's template came to. */
export interface StagingRender {
  objects: KubeObject[];
  /** Files that the objects come from, by identity key; the namespace comes from none. */
  sources: ReadonlyMap<string, string>;
  /** For the log of the operation. */
  notes: RenderNote[];
  /** Charts and sources, exactly. */
  artifacts: Artifact[];
  /** The objects once more, where the template makes up values at each render. */
  again?: KubeObject[];
  /** Milliseconds that the renderer worked. */
  took: number;
}

/**
 * Renders a staging's template to the objects that are to be applied, hooks among them, checked and labelled;
 * the namespace comes first where it is the staging's own.
 *
 * @throws TerminalError where template or inputs give nothing that may be applied
 */
export async function renderStaging(
  request: RenderRequest,
  client: ClusterClient,
): Promise<StagingRender> {
  const render = await renderFor(request, () => describeCluster(client));
  return withMinted(request, render, client);
}

/**
 * The render with the names and values that an earlier one made up, instead of those that this one did.
 *
 * @throws TerminalError where made-up names of hooks tell them apart no more
 */
export async function withMinted(
  request: RenderRequest,
  render: StagingRender,
  client: ClusterClient,
): Promise<StagingRender> {
  const { again, objects, sources } = render;
  if (!again) return render;
  const { context, staging } = request;
  const inventory = await readInventory(context.db, staging.id);
  const named = keepNames({ objects, again, sources }, inventory, staging);
  const kept = await keepMinted(
    named,
    { staging, installation: context.installation },
    client,
  );
  const notices = [...named.notices, ...kept.notices];
  return {
    ...render,
    objects: kept.objects,
    sources: named.sources,
    notes: [
      ...render.notes,
      ...notices.map(message => ({ level: 'info' as const, message })),
    ],
  };
}

/** What is to be rendered. */
export interface RenderRequest {
  context: EngineContext;
  staging: StagingRecord;
  signal: AbortSignal;
}

/** Renders as {@link renderStaging} does, for a cluster that somebody else describes. */
export async function renderFor(
  { context, staging, signal }: RenderRequest,
  describe: () => Promise<ClusterDescription>,
): Promise<StagingRender> {
  const template = findTemplate(context, staging);
  const renderer = findRenderer(context, template);
  const [entity, cluster] = await together(
    findEntity(context, staging),
    describe(),
  );
  const since = context.now();
  const rendered = await renderer.render({
    template,
    context: expressionContext(context, template, staging, entity),
    overrides: staging.overrides,
    namespace: staging.namespace,
    releaseName: staging.name,
    capabilities: cluster.capabilities,
    isUpgrade: staging.deployedRevision !== undefined,
    signal,
  });
  const took = context.now() - since;
  const scopeOf = await withNewKinds(cluster, rendered.objects);
  const labels = stagingLabels(context, staging, entity);
  const annotations = stagingAnnotations(staging);
  const normalised = (made: RenderedObject[]) => {
    const translated = translateArgoHooks(made);
    const relevant = withoutIgnoredHooks(translated.objects);
    const placed = normalise(relevant.objects, {
      namespace: staging.namespace,
      labels,
      annotations,
      scopeOf,
      servedKinds: cluster.capabilities.apiVersions,
      rewriteNamespace: template.rewriteNamespace,
      allowedClusterKinds: template.allowClusterScoped,
    });
    const noticed = [translated, relevant, placed];
    return { ...placed, notices: noticed.flatMap(({ notices }) => notices) };
  };
  const { objects, namespaceLabels, notices } = normalised([
    ...(staging.ownsNamespace
      ? isolationObjects(template.isolation ?? {})
      : []),
    ...rendered.objects,
  ]);
  await requirePolicy(context, objects, staging, template);
  const namespace = staging.ownsNamespace
    ? [
        namespaceOf(
          staging,
          { ...namespaceLabels, ...podSecurityLabels(template), ...labels },
          annotations,
        ),
      ]
    : [];
  return {
    objects: [...namespace, ...objects.map(({ object }) => object)],
    sources: new Map(
      objects.map(({ object, source }) => [
        identityKey(identityOf(object)),
        source,
      ]),
    ),
    notes: [
      ...rendered.notes,
      ...notices.map(message => ({ level: 'warning' as const, message })),
    ],
    artifacts: rendered.artifacts,
    ...(rendered.again && {
      again: normalised(rendered.again).objects.map(({ object }) => object),
    }),
    took,
  };
}

function findTemplate(
  { config }: EngineContext,
  staging: StagingRecord,
): TemplateConfig {
  const template = config.templates.find(t => t.name === staging.template);
  if (template) return template;
  throw new TerminalError({
    reason: 'TemplateMissing',
    message: `The template ${staging.template} is not configured any more`,
    hint: {
      text: 'Bring the template back in stagings.templates, or delete the staging.',
      audience: 'platform',
    },
  });
}

async function findEntity(
  { catalog, auth }: EngineContext,
  staging: StagingRecord,
): Promise<Entity> {
  const entity = await catalog.getEntityByRef(staging.entityRef, {
    credentials: await auth.getOwnServiceCredentials(),
  });
  if (entity) return entity;
  throw new TerminalError({
    reason: 'ComponentMissing',
    message: `${staging.entityRef} is not in the catalog any more`,
    hint: {
      text: 'Bring the component back to the catalog, or delete the staging.',
      audience: 'engineer',
    },
  });
}

function findRenderer(
  { renderers }: EngineContext,
  template: TemplateConfig,
): Renderer {
  const renderer = renderers.get(template.source.renderer);
  if (!renderer) {
    throw new Error(`No renderer is named ${template.source.renderer}`);
  }
  return renderer;
}

/**
 * Defaults are filled in at each render rather than stored, so that one that names the commit follows it.
 * @throws TerminalError where a secret cannot be read, or the template changed so that the parameters do not fit any more
 */
function expressionContext(
  { config, vault }: EngineContext,
  template: TemplateConfig,
  staging: StagingRecord,
  entity: Entity,
): ExpressionContext {
  const variables = expressionVariables(staging, entity, config.baseDomain);
  const { parameters, problems } = resolveParameters(
    template.parameters,
    joinSecrets(staging.parameters, openSecrets(vault, staging)),
    variables,
  );
  const [first] = problems;
  if (!first) return { ...variables, parameters };
  throw new TerminalError({
    reason: 'InvalidParameters',
    message: `${first.path} ${first.message}`,
    hint: {
      text: 'Change the parameters of the staging: the template wants others now.',
      audience: 'engineer',
    },
  });
}

function stagingLabels(
  { installation }: EngineContext,
  staging: StagingRecord,
  entity: Entity,
): Record<string, string> {
  return {
    [KUBERNETES_ID_LABEL]:
      entity.metadata.annotations?.[KUBERNETES_ID_ANNOTATION] ??
      entity.metadata.name,
    [STAGING_LABEL]: staging.name,
    [INSTALLATION_LABEL]: installation,
  };
}

function stagingAnnotations(staging: StagingRecord): Record<string, string> {
  return {
    [ENTITY_ANNOTATION]: staging.entityRef,
    [BRANCH_ANNOTATION]: staging.branch,
    ...(staging.commit === undefined
      ? {}
      : { [COMMIT_ANNOTATION]: staging.commit }),
  };
}

function namespaceOf(
  staging: StagingRecord,
  labels: Record<string, string>,
  annotations: Record<string, string>,
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: staging.namespace,
      labels: { ...labels, [MANAGED_BY_LABEL]: MANAGED_BY },
      annotations,
    },
  };
}
