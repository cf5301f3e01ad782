import { z } from 'zod';
import { urlExpressions } from '../template/sources/sourceUrl';
import { helmSchema } from './chartSchema';
import { jsonObject, refuseBadExpressions, section, text } from './fields';
import { fileSource } from './fileSource';
import { FileWithin, findWithin } from './fileWithin';
import { FileSource, TemplateSource } from './types';

const PATH_FIX = 'give the folder of the kustomization';
/** Overlays usually lie in overlays/<name>, beside the folder of their base. */
const USUAL_ROOT = '../..';

const kustomize = section({
  path: text(PATH_FIX),
  root: fileSource('give the folder that holds all of it').optional(),
}).transform((raw, context) => {
  const found = findWithin(raw, USUAL_ROOT);
  if (!('problem' in found)) return found;
  context.addIssue({
    code: 'custom',
    path: [found.part],
    message: found.problem,
  });
  return z.NEVER;
});

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
  kustomize?: FileWithin;
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
