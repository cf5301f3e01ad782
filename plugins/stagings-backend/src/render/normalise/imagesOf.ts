import { KubeObject } from '../../model/kubeObject';
import { containersOf, podSpecOf } from '../../model/podTemplate';
import { textAt } from '../../model/read';

/**
 * The images that running the objects pulls, each once: of containers and init containers, of pods and of
 * all templates of pods. An image that is never pulled is left out.
 */
export function imagesOf(objects: readonly KubeObject[]): string[] {
  const images = objects.flatMap(object => {
    const pod = podSpecOf(object);
    return (pod ? containersOf(pod) : [])
      .filter(
        ({ container }) => textAt(container, 'imagePullPolicy') !== 'Never',
      )
      .flatMap(({ container }) => textAt(container, 'image') ?? []);
  });
  return [...new Set(images)];
}
