import { containersOf, kindKey, podSpecOf } from '../../model/podTemplate';
import { Fields, fieldsAt, listAt, textAt } from '../../model/read';
import { RenderedObject } from '../../model/rendering';
import { Problem, refusal } from './problems';
import { sendProblems } from './sendProblems';
import { nameProblems } from './nameProblems';

function duplicates(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

function portKey(port: Fields): string {
  return `${String(port.containerPort ?? port.port)}/${
    textAt(port, 'protocol') ?? 'TCP'
  }`;
}

/**
 * Server-side apply refuses lists with the same key twice, with a message that names no container
 * (helm/helm#31529, kubernetes/kubernetes#113482).
 */
function duplicateProblems(rendered: RenderedObject): Problem[] {
  const { object, source } = rendered;
  const subject = `${object.kind} ${object.metadata.name} in ${source}`;
  const pod = podSpecOf(object);
  const containers = pod ? containersOf(pod) : [];
  const found = containers.flatMap(({ container }) => {
    const where = `Container ${textAt(container, 'name') ?? '?'} of ${subject}`;
    const names = listAt(container, 'env').map(
      env => textAt(env, 'name') ?? '',
    );
    const ports = listAt(container, 'ports').map(portKey);
    return [
      ...duplicates(names).map(
        name => `${where} sets the variable ${name} twice`,
      ),
      ...duplicates(ports).map(port => `${where} has the port ${port} twice`),
    ];
  });
  const containerNames = containers.map(
    ({ container }) => textAt(container, 'name') ?? '',
  );
  const servicePorts =
    kindKey(object) === '/Service'
      ? listAt(object, 'spec', 'ports').map(portKey)
      : [];
  return [
    ...duplicates(containerNames).map(
      name => `${subject} has two containers named ${name}`,
    ),
    ...found,
    ...duplicates(servicePorts).map(
      port => `${subject} has the port ${port} twice`,
    ),
  ].map(message =>
    refusal(
      rendered,
      message,
      'Remove one of the two from the template or its values.',
    ),
  );
}

/** Maps whose values must be text, by path; a bare `yes` or `8080` in YAML is none. */
function textMaps(rendered: RenderedObject): Array<[string, Fields]> {
  const { object } = rendered;
  const holdsText = ['/ConfigMap', '/Secret'].includes(kindKey(object));
  const maps: Array<[string, Fields | undefined]> = [
    ['metadata.labels', fieldsAt(object, 'metadata', 'labels')],
    ['metadata.annotations', fieldsAt(object, 'metadata', 'annotations')],
    ['data', holdsText ? fieldsAt(object, 'data') : undefined],
    ['stringData', holdsText ? fieldsAt(object, 'stringData') : undefined],
  ];
  return maps.filter((entry): entry is [string, Fields] => !!entry[1]);
}

function textProblems(rendered: RenderedObject): Problem[] {
  const { object, source } = rendered;
  const subject = `${object.kind} ${object.metadata.name} in ${source}`;
  const isNoText = (value: unknown) =>
    ['number', 'boolean'].includes(typeof value);
  const maps = textMaps(rendered).flatMap(([path, map]) =>
    Object.entries(map)
      .filter(([, value]) => isNoText(value))
      .map(
        ([key, value]) =>
          `${subject} has a ${typeof value} at ${path}.${key}, where only text may be`,
      ),
  );
  const pod = podSpecOf(object);
  const variables = (pod ? containersOf(pod) : []).flatMap(({ container }) =>
    listAt(container, 'env')
      .filter(env => isNoText(env.value))
      .map(
        env =>
          `Container ${
            textAt(container, 'name') ?? '?'
          } of ${subject} has a ${typeof env.value} as the value of ${
            textAt(env, 'name') ?? '?'
          }, where only text may be`,
      ),
  );
  return [...maps, ...variables].map(message =>
    refusal(
      rendered,
      message,
      'Put the value in quotes; in a chart, add "| quote".',
    ),
  );
}

/** What the API server would refuse with a message that nobody understands. */
export function contentProblems(rendered: RenderedObject): Problem[] {
  return [
    ...duplicateProblems(rendered),
    ...textProblems(rendered),
    ...nameProblems(rendered),
    ...sendProblems(rendered),
  ];
}
