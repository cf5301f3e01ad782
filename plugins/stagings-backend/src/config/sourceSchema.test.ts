import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { resolve } from 'node:path';
import { readStagingsConfig } from './readStagingsConfig';

const DIGEST = `sha256:${'0'.repeat(64)}`;

function readSource(sections: JsonObject) {
  const template = { name: 'web', cluster: 'staging', ...sections };
  const stagings = { baseDomain: 'a.b', templates: [template] };
  return readStagingsConfig(new ConfigReader({ stagings })).templates[0]
    ?.source;
}

describe('a chart', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'in a folder',
      { chart: 'charts/web' },
      { from: 'disk', path: resolve('charts/web') },
    ],
    [
      'in an archive',
      { chart: '/charts/web-1.0.0.tgz' },
      { from: 'disk', path: '/charts/web-1.0.0.tgz' },
    ],
    [
      'at an address',
      { chart: 'https://github.com/acme/deploy/tree/main/web/' },
      { from: 'url', url: 'https://github.com/acme/deploy/tree/main/web' },
    ],
    [
      'in a registry',
      { chart: 'oci://registry.example.com:5000/charts/web' },
      { from: 'registry', reference: 'registry.example.com:5000/charts/web' },
    ],
    [
      'in a registry, of a range',
      { chart: 'oci://example.com/web', version: '^1.2.0' },
      { from: 'registry', reference: 'example.com/web', version: '^1.2.0' },
    ],
    [
      'in a registry, by its digest',
      { chart: `oci://example.com/web@${DIGEST}` },
      { from: 'registry', reference: 'example.com/web', digest: DIGEST },
    ],
    [
      'in a registry, by its digest as version',
      { chart: 'oci://example.com/web', version: `@${DIGEST}` },
      { from: 'registry', reference: 'example.com/web', digest: DIGEST },
    ],
    [
      'in a repository',
      { chart: 'web', repo: 'https://charts.example.com/', version: '1.2.0' },
      {
        from: 'repository',
        url: 'https://charts.example.com',
        name: 'web',
        version: '1.2.0',
      },
    ],
  ])('%s', (_, helm, chart) => {
    expect(readSource({ helm })).toEqual({
      renderer: 'helm',
      chart,
      values: {},
    });
  });

  it.each<[JsonObject, string]>([
    [
      { chart: 'charts/web', version: '1.0.0' },
      'helm.version: is for charts of a repository (repo) or a registry (oci://); remove it',
    ],
    [
      { chart: 'charts/web', repo: 'https://example.com' },
      'helm.chart: must be the name of a chart of the repository, for example web',
    ],
    [
      { chart: 'web', repo: 'oci://example.com' },
      'helm.repo: must be an address with https, for example https://charts.example.com; write an OCI registry as chart: oci://host/path',
    ],
    [
      { chart: 'web', repo: 'https://user:secret@example.com' },
      'helm.repo: must not hold a password; give the credentials in stagings.registries',
    ],
    [
      { chart: 'oci://example.com/web:1.0.0' },
      'helm.chart: must be oci://host/path, or that with @sha256:…; give a tag as version',
    ],
    [
      { chart: `oci://example.com/web@${DIGEST}`, version: '1.0.0' },
      'helm.version: is given by the digest in chart; remove one of the two',
    ],
    [
      { chart: 'oci://example.com/web', version: '--insecure' },
      'helm.version: must be a version or a range, for example 1.2.0 or ^1.2.0',
    ],
    [
      { chart: 'ftp://example.com/web' },
      'helm.chart: must be an address with https, for example https://github.com/acme/deploy/tree/main/shop',
    ],
    [
      { chart: 'https://user:secret@example.com/web' },
      'helm.chart: must not hold a password; give the credentials in integrations: of the configuration',
    ],
  ])('%j is refused', (helm, problem) => {
    expect(() => readSource({ helm })).toThrow(
      `stagings.templates[0].${problem}`,
    );
  });
});

describe('a kustomization', () => {
  it.each<[JsonObject, JsonObject, string]>([
    [
      { path: 'a/overlays/b' },
      { from: 'disk', path: resolve('a') },
      'overlays/b',
    ],
    [{ path: 'a/b', root: 'a/b' }, { from: 'disk', path: resolve('a/b') }, ''],
    [
      { path: 'https://example.com/r/tree/main/a' },
      { from: 'url', url: 'https://example.com/r/tree/main/a' },
      '',
    ],
    [
      { path: 'overlays/b', root: 'https://example.com/r/tree/main/a/' },
      { from: 'url', url: 'https://example.com/r/tree/main/a' },
      'overlays/b',
    ],
    [
      {
        path: 'https://example.com/r/tree/main/a/overlays/b',
        root: 'https://example.com/r/tree/main/a',
      },
      { from: 'url', url: 'https://example.com/r/tree/main/a' },
      'overlays/b',
    ],
  ])('%j', (kustomize, root, path) => {
    expect(readSource({ kustomize })).toEqual({
      renderer: 'kustomize',
      root,
      path,
    });
  });

  it.each(['a/c', 'a/b/c', 'a/bc'])('has no root %s in a/b', root => {
    expect(() => readSource({ kustomize: { path: 'a/b', root } })).toThrow(
      `stagings.templates[0].kustomize.root: does not hold the path ${resolve(
        'a/b',
      )}; give a folder above it`,
    );
  });

  it.each(['../b', '/b'])('has no path %s within an address', path => {
    const root = 'https://example.com/r/tree/main/a';
    expect(() => readSource({ kustomize: { path, root } })).toThrow(
      `stagings.templates[0].kustomize.path: must be a path within ${root}`,
    );
  });

  it('has no address outside of its root', () => {
    const kustomize = {
      path: 'https://example.com/r/tree/main/ab',
      root: 'https://example.com/r/tree/main/a',
    };
    expect(() => readSource({ kustomize })).toThrow(
      'stagings.templates[0].kustomize.root: does not hold the path https://example.com/r/tree/main/ab; give an address that it begins with',
    );
  });
});

describe('manifests', () => {
  it('are one path or several, on disk and at addresses', () => {
    const file = { from: 'disk', path: resolve('a.yaml') };
    const url = 'https://example.com/r/blob/main/b.yaml';
    expect(readSource({ manifests: { path: 'a.yaml' } })).toEqual({
      renderer: 'manifests',
      paths: [file],
    });
    expect(readSource({ manifests: { path: ['a.yaml', url] } })).toEqual({
      renderer: 'manifests',
      paths: [file, { from: 'url', url }],
    });
  });

  it.each<[JsonObject, string]>([
    [{}, 'path: is required; give the path of a YAML file or of a folder'],
    [{ path: [] }, 'path: is empty; give a path'],
    [{ path: ['a', 1] }, 'path[1]: must be text; give the path'],
  ])('%j are refused', (manifests, problem) => {
    expect(() => readSource({ manifests })).toThrow(
      `stagings.templates[0].manifests.${problem}`,
    );
  });
});

describe('an address with the branch', () => {
  const path = 'https://example.com/r/tree/${{ source.branch }}/deploy';

  it.each<JsonObject>([
    { manifests: { path: ['a.yaml', path] } },
    { kustomize: { path } },
    { helm: { chart: path } },
  ])('is read where the template allows it: %j', sections => {
    expect(readSource({ ...sections, allowBranchSource: true })).toBeDefined();
    expect(() => readSource(sections)).toThrow(
      `stagings.templates[0].allowBranchSource: is needed for ${path}: true lets every branch bring its own files; else remove the expression`,
    );
  });

  it('has no other expressions', () => {
    const unknown = 'https://example.com/${{ parameters.path }}';
    expect(() => readSource({ manifests: { path: unknown } })).toThrow(
      'stagings.templates[0].manifests.path: ${{ parameters.path }} cannot stand in an address; known there are source.branch and source.commit',
    );
  });
});

describe('what a chart may lead to', () => {
  const read = (helm: JsonObject, more: JsonObject = {}) =>
    readSource({ helm, ...more });

  it('lies in a folder above it', () => {
    expect(read({ chart: 'deploy/charts/web', root: 'deploy' })).toMatchObject({
      chart: {
        from: 'disk',
        path: resolve('deploy/charts/web'),
        root: resolve('deploy'),
      },
    });
    const root = 'https://example.com/r/tree/main/deploy';
    for (const chart of ['charts/web', `${root}/charts/web`]) {
      expect(read({ chart, root })).toMatchObject({
        chart: { from: 'url', url: root, path: 'charts/web' },
      });
    }
  });

  it('comes from any repository, or from those that are listed', () => {
    expect(read({ chart: 'web' })).not.toHaveProperty('repositories');
    expect(
      read({
        chart: 'web',
        repositories: [
          'https://Charts.example.com/stable/',
          'oci://Registry.example.com:5000/charts',
        ],
      }),
    ).toMatchObject({
      repositories: [
        'https://charts.example.com/stable',
        'oci://registry.example.com:5000/charts',
      ],
    });
  });

  it('comes from none where each branch brings the chart, unless they are listed', () => {
    const chart = 'https://example.com/r/tree/${{ source.branch }}/chart';
    const allowed = { allowBranchSource: true };
    expect(read({ chart }, allowed)).toMatchObject({ repositories: [] });
    const repositories = ['https://charts.example.com'];
    expect(read({ chart, repositories }, allowed)).toMatchObject({
      repositories,
    });
  });

  it.each<[JsonObject, string]>([
    [
      { chart: 'charts/web', root: 'other' },
      `helm.root: does not hold the path ${resolve(
        'charts/web',
      )}; give a folder above it`,
    ],
    [
      { chart: '../web', root: 'https://example.com/r/tree/main' },
      'helm.chart: must be a path within https://example.com/r/tree/main',
    ],
    [
      { chart: 'oci://example.com/web', root: 'charts' },
      'helm.root: is for charts on disk or at an address of files; remove it',
    ],
    [
      { chart: 'web', repositories: ['charts.example.com'] },
      'helm.repositories[0]: must be https://… or oci://…, as Chart.yaml names it',
    ],
  ])('is refused as %j', (helm, problem) => {
    expect(() => read(helm)).toThrow(problem);
  });
});

describe('a renderer of a module', () => {
  it('is named, with what it wants to know', () => {
    const config = { tag: '${{ parameters.version }}' };
    expect(readSource({ custom: { renderer: 'cue', config } })).toEqual({
      renderer: 'custom',
      name: 'cue',
      config,
    });
    expect(readSource({ custom: { renderer: 'cue' } })).toEqual({
      renderer: 'custom',
      name: 'cue',
      config: {},
    });
  });

  it.each<[string, JsonObject, string]>([
    ['no name', { config: {} }, 'custom.renderer: is required'],
    [
      'an expression that is none',
      { renderer: 'cue', config: { tag: '${{ 1 + }}' } },
      'custom.config',
    ],
  ])('refuses %s', (_, custom, problem) => {
    expect(() => readSource({ custom })).toThrow(problem);
  });
});
