import { isDefinition } from '../../model/definition';
import { identityOf, KubeObject } from '../../model/kubeObject';
import {
  INSTALLATION_LABEL,
  MANAGED_BY,
  MANAGED_BY_LABEL,
} from '../../model/labels';
import { kindKey, podTemplatePath } from '../../model/podTemplate';
import { Fields, fieldsAt } from '../../model/read';
import { updateAt, updateItemsAt } from '../../model/update';

type Labels = Readonly<Record<string, string>>;

function addLabels<T extends Fields>(holder: T, labels: Labels): T {
  return updateAt(holder, ['metadata', 'labels'], current => ({
    [MANAGED_BY_LABEL]: MANAGED_BY,
    ...(fieldsAt({ current }, 'current') ?? {}),
    ...labels,
  }));
}

function addLabelsAt(
  object: KubeObject,
  path: readonly string[],
  labels: Labels,
): KubeObject {
  const holder = fieldsAt(object, ...path);
  return holder
    ? updateAt(object, path, () => addLabels(holder, labels))
    : object;
}

/**
 * Labels the object, the template of its pods and the templates of its volume claims, and annotates the
 * object alone: an annotation on the pods would restart them with each commit. Selectors stay as they are.
 */
export function label(
  object: KubeObject,
  labels: Labels,
  annotations: Labels,
): KubeObject {
  if (isDefinition(identityOf(object))) return labelShared(object, labels);
  const annotated = updateAt(object, ['metadata', 'annotations'], () => ({
    ...object.metadata.annotations,
    ...annotations,
  }));
  const labelled = addLabels(annotated, labels);
  const template = podTemplatePath(object);
  if (!template) return labelled;
  const withPods = addLabelsAt(labelled, template, labels);
  if (kindKey(object) === 'batch/CronJob') {
    return addLabelsAt(withPods, ['spec', 'jobTemplate'], labels);
  }
  return updateItemsAt(withPods, ['spec', 'volumeClaimTemplates'], claim =>
    addLabels(claim, labels),
  );
}

/** A definition belongs to all stagings that bring it, so nothing of it tells which one did last. */
function labelShared(object: KubeObject, labels: Labels): KubeObject {
  const installation = labels[INSTALLATION_LABEL];
  return addLabels(
    object,
    installation === undefined ? {} : { [INSTALLATION_LABEL]: installation },
  );
}
