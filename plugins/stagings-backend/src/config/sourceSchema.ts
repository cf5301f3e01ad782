import { isAbsolute, relative, resolve } from 'node:path';
import { z } from 'zod';
import { urlExpressions } from '../template/sources/sourceUrl';
import { helmSchema } from './chartSchema';
import { jsonObject, refuseBadExpressions, section, text } from './fields';
import { fileSource, isAddress, urlProblem } from './fileSource';
import { FileSource, TemplateSource } from './types';

const PATH_FIX = 'give the folder of the kustomization';

const kustomize = section({
  path: text(PATH_FIX),
  root: fileSource('give the folder that holds all of it').optional(),
}).transform((raw, context) => {
  const found = findKustomization(raw);
  if (!('problem' in found)) return found;
  context.addIssue({
    code: 'custom',
    path: [found.part],
    message: found.problem,
  });
  return z.NEVER;
});

type Kustomization =
  | { root: FileSource; path: string }
  | { part: 'path' | 'root'; problem: string };

function findKustomization({
  path,
  root,
}: {
  path: string;
  root?: FileSource;
}): Kustomization {
  if (isAddress(path)) return kustomizationAt(path.replace(/\/+$/, ''), root);
  if (root?.from === 'url') {
    const inside = !isAbsolute(path) && isWithin(resolve(path), resolve('.'));
    return inside
      ? { root, path: relative(resolve('.'), resolve(path)) }
      : { part: 'path', problem: `must be a path within ${root.url}` };
  }
  const folder = resolve(path);
  // Overlays usually lie in overlays/<name>, beside the folder of their base.
  const top = root?.path ?? resolve(folder, '../..');
  return isWithin(folder, top)
    ? { root: { from: 'disk', path: top }, path: relative(top, folder) }
    : {
        part: 'root',
        problem: `does not hold the path ${folder}; give a folder above it`,
      };
}

/** Without a root, the kustomization has no more than its own folder. */
function kustomizationAt(url: string, root?: FileSource): Kustomization {
  const problem = urlProblem(url);
  if (problem !== undefined) return { part: 'path', problem };
  if (!root) return { root: { from: 'url', url }, path: '' };
  if (root.from === 'url' && `${url}/`.startsWith(`${root.url}/`)) {
    return { root, path: url.slice(root.url.length + 1) };
  }
  return {
    part: 'root',
    problem: `does not hold the path ${url}; give an address that it begins with`,
  };
}

const yamlFiles = fileSource(
  'give the path of a YAML file or of a folder of them',
);

const manifests = section({
  path: z.unknown().transform((value, context): FileSource[] => {
    const items = Array.isArray(value) ? value : [value];
    if (items.length === 0) {
      context.addIssue({ code: 'custom', message: 'is empty; give a path' });
    }
    return items.flatMap((item, index) => {
      const parsed = yamlFiles.safeParse(item);
      if (parsed.success) return [parsed.data];
      for (const { message } of parsed.error.issues) {
        context.addIssue({
          code: 'custom',
          path: Array.isArray(value) ? [index] : [],
          message,
        });
      }
      return [];
    });
  }),
});

const custom = section({
  renderer: text('name a renderer that a backend module adds'),
  config: jsonObject('give what the renderer wants to know')
    .superRefine(refuseBadExpressions)
    .default({}),
});

/** The sections of a template that say where its objects come from; it has exactly one of them. */
export const sourceSections = {
  helm: helmSchema.optional(),
  kustomize: kustomize.optional(),
  manifests: manifests.optional(),
  custom: custom.optional(),
};

/** What the sections of a template come to. */
export function sourcesOf(raw: {
  helm?: z.output<typeof helmSchema>;
  kustomize?: { root: FileSource; path: string };
  manifests?: z.output<typeof manifests>;
  custom?: z.output<typeof custom>;
}): TemplateSource[] {
  const { helm, kustomize: overlay, manifests: files, custom: own } = raw;
  return [
    ...(helm ? [{ renderer: 'helm' as const, ...helm }] : []),
    ...(overlay ? [{ renderer: 'kustomize' as const, ...overlay }] : []),
    ...(files ? [{ renderer: 'manifests' as const, paths: files.path }] : []),
    ...(own
      ? [
          {
            renderer: 'custom' as const,
            name: own.renderer,
            config: own.config,
          },
        ]
      : []),
  ];
}

/** The address of a template whose files depend on the branch. */
export function branchAddress(source: TemplateSource): string | undefined {
  return filesOf(source)
    .flatMap(file => (file.from === 'url' ? [file.url] : []))
    .find(url => urlExpressions(url).length > 0);
}

function filesOf(source: TemplateSource): FileSource[] {
  if (source.renderer === 'custom') return [];
  if (source.renderer === 'manifests') return source.paths;
  if (source.renderer === 'kustomize') return [source.root];
  const { chart } = source;
  return chart.from === 'disk' || chart.from === 'url' ? [chart] : [];
}

function isWithin(path: string, folder: string): boolean {
  return !/^\.\.(\/|$)/.test(relative(folder, path));
}
