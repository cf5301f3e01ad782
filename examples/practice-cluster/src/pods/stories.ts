/** What the containers of an image do, chosen by the image's name and tag. */
export type Story =
  | 'run'
  | 'missing'
  | 'crash'
  | 'fail'
  | 'oom'
  | 'config-error'
  | 'slow'
  | 'never-ready';

const named: readonly Story[] = [
  'missing',
  'crash',
  'fail',
  'slow',
  'never-ready',
  'config-error',
  'oom',
];

/** The story of an image: that whose name its last path segment contains, else it runs. */
export function storyOf(image: string): Story {
  const name = image.split('/').pop() ?? '';
  return named.find(story => name.includes(story)) ?? 'run';
}
