import { containersOf, podSpecOf } from '../../model/podTemplate';
import { textAt } from '../../model/read';
import { RenderedObject } from '../../model/rendering';

/** The images of all containers and init containers, of pods and of all templates of pods, each once. */
export function imagesOf(objects: readonly RenderedObject[]): string[] {
  const images = objects.flatMap(({ object }) => {
    const pod = podSpecOf(object);
    return pod ? containersOf(pod) : [];
  });
  return [
    ...new Set(
      images
        .map(({ container }) => textAt(container, 'image'))
        .filter(image => image !== undefined),
    ),
  ];
}
