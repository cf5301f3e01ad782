import { JsonObject, JsonValue } from '@backstage/types';
import {
  CreateStagingRequest,
  Staging,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { entryOf, OverrideEntry } from '../Overrides/entries';
import { printKey } from '../Overrides/keyText';
import { fromLeaves, leavesOf } from '../Overrides/leaves';
import {
  draftOverrides,
  OverridesDraft,
  readOverrides,
} from '../Overrides/overridesDraft';
import { LinkedValue, NewStagingLink } from './newStagingLink';
import { filledIn } from './parameterDefaults';
import { isSecret, schemaAt } from './parameterSchema';

/** A new staging as it stands in the form. */
export interface NewStagingDraft {
  template: string;
  branch: string;
  commit: string;
  /** The creator's own choice; undefined for the automatic name. */
  name?: string;
  /** By template, so that trying another one loses nothing. */
  parameters: Record<string, JsonObject>;
  overrides: OverridesDraft;
}

/** What fills a form in before anybody types. */
export interface Prefill {
  link: NewStagingLink;
  /** The staging that the new one is to be like. */
  source?: Staging;
}

/** The draft that a form begins with. */
export function beginDraft(
  templates: StagingTemplate[],
  { link, source }: Prefill,
): NewStagingDraft {
  const template =
    findTemplate(templates, link.template ?? source?.template) ?? templates[0];
  return {
    template: template?.name ?? '',
    branch: link.branch ?? '',
    commit: link.commit ?? '',
    ...(link.name !== undefined && { name: link.name }),
    parameters: template ? beginParameters(template, { link, source }) : {},
    overrides: beginOverrides({ link, source }),
  };
}

/** The parameters of the chosen template, with its defaults where nothing was filled in yet. */
export function parametersOf(
  draft: NewStagingDraft,
  template: StagingTemplate,
): JsonObject {
  return draft.parameters[template.name] ?? filledIn(template.parameters, {});
}

/** What is sent for a draft; undefined while a part of it cannot be read. */
export function toRequest(
  entityRef: string,
  template: StagingTemplate,
  draft: NewStagingDraft,
): CreateStagingRequest | undefined {
  const overrides = readOverrides(draft.overrides);
  return (
    overrides && {
      entityRef,
      template: template.name,
      branch: draft.branch,
      commit: draft.commit.trim() || undefined,
      name: draft.name,
      parameters: parametersOf(draft, template),
      overrides,
    }
  );
}

/** What a link names that the portal does not have: the template, or parameters of it. */
export function unknownOf(
  templates: StagingTemplate[],
  link: NewStagingLink,
): string[] {
  if (link.template && !findTemplate(templates, link.template)) {
    return [link.template];
  }
  const template = findTemplate(templates, link.template) ?? templates[0];
  return link.parameters
    .filter(({ path }) => !template || !schemaAt(template.parameters, path))
    .map(({ path }) => `parameters.${printKey(path)}`);
}

function findTemplate(templates: StagingTemplate[], name: string | undefined) {
  return templates.find(template => template.name === name);
}

function beginParameters(
  template: StagingTemplate,
  { link, source }: Prefill,
): Record<string, JsonObject> {
  const { name, parameters: schema } = template;
  const copied = source?.template === name ? source.parameters : {};
  const linked = link.parameters.flatMap(({ path, text }) => {
    const property = schemaAt(schema, path);
    // Addresses are kept and passed on: no place for a secret.
    return property && !isSecret(property)
      ? [{ path, value: valueFor(property, text) }]
      : [];
  });
  const names = new Set(linked.map(({ path }) => printKey(path)));
  const others = leavesOf(copied).filter(
    ({ path }) => !names.has(printKey(path)),
  );
  return { [name]: filledIn(schema, fromLeaves([...others, ...linked])) };
}

function beginOverrides({ link, source }: Prefill): OverridesDraft {
  const copied = draftOverrides(source?.overrides ?? {});
  const linked = link.overrides.map(linkedEntry);
  const names = new Set(linked.map(({ path }) => printKey(path)));
  const others = copied.entries.filter(
    ({ path }) => !names.has(printKey(path)),
  );
  return { view: 'list', entries: [...others, ...linked] };
}

/** A link has only text: what reads as a number, a truth value, null, a list or a mapping is one. */
function linkedEntry({ path, text }: LinkedValue): OverrideEntry {
  const value = readJson(text);
  return entryOf(path, value === undefined ? text : value);
}

function valueFor(property: JsonObject, text: string): JsonValue {
  if (property.type === 'string') return text;
  return readJson(text) ?? text;
}

function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
