import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { resolve } from 'node:path';
import { readStagingsConfig } from './readStagingsConfig';

function readKustomize(kustomize: JsonObject) {
  const template = { name: 'web', cluster: 'staging', kustomize };
  const stagings = { baseDomain: 'a.b', templates: [template] };
  return readStagingsConfig(new ConfigReader({ stagings })).templates[0]
    ?.source;
}

describe('kustomize', () => {
  it.each([
    [{ path: 'a/overlays/b' }, 'a/overlays/b', 'a'],
    [{ path: 'a/b', root: 'a/b' }, 'a/b', 'a/b'],
  ])('finds path and root in %j', (kustomize, path, root) => {
    expect(readKustomize(kustomize)).toEqual({
      renderer: 'kustomize',
      path: resolve(path),
      root: resolve(root),
    });
  });

  it.each(['a/c', 'a/b/c', 'a/bc'])('refuses the root %s of a/b', root => {
    expect(() => readKustomize({ path: 'a/b', root })).toThrow(
      `stagings.templates[0].kustomize.root: does not hold the path ${resolve(
        'a/b',
      )}; give a folder above it`,
    );
  });
});
