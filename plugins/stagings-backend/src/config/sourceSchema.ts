import { relative, resolve } from 'node:path';
import { z } from 'zod';
import {
  filePath,
  jsonObject,
  refuseBadExpressions,
  section,
  text,
} from './fields';
import { TemplateSource } from './types';

const helm = section({
  chart: text('give the path of the folder of the chart')
    .refine(
      chart => !/^[a-z][a-z0-9+.-]*:\/\//i.test(chart) && !/\.tgz$/.test(chart),
      'only a local folder is supported in this version; give the path of the unpacked chart',
    )
    .pipe(filePath('')),
  values: jsonObject('give values as in values.yaml')
    .superRefine(refuseBadExpressions)
    .default({}),
  version: z
    .undefined('only a local folder is supported in this version; remove it')
    .optional(),
});

const kustomize = section({
  path: filePath('give the path of the folder of the kustomization'),
  root: filePath('give the path of the folder that holds all of it').optional(),
})
  // Overlays usually lie in overlays/<name>, beside the folder of their base.
  .transform(({ path, root }) => ({
    path,
    root: root ?? resolve(path, '../..'),
  }))
  .superRefine(({ path, root }, context) => {
    if (isWithin(path, root)) return;
    context.addIssue({
      code: 'custom',
      path: ['root'],
      message: `does not hold the path ${path}; give a folder above it`,
    });
  });

const manifests = section({
  path: filePath('give the path of a YAML file or of a folder of them'),
});

/** The sections of a template that say where its objects come from; it has exactly one of them. */
export const sourceSections = {
  helm: helm.optional(),
  kustomize: kustomize.optional(),
  manifests: manifests.optional(),
};

/** What the sections of a template come to. */
export function sourcesOf(raw: {
  helm?: z.output<typeof helm>;
  kustomize?: z.output<typeof kustomize>;
  manifests?: z.output<typeof manifests>;
}): TemplateSource[] {
  const { helm: chart, kustomize: overlay, manifests: files } = raw;
  return [
    ...(chart
      ? [
          {
            renderer: 'helm' as const,
            chart: chart.chart,
            values: chart.values,
          },
        ]
      : []),
    ...(overlay ? [{ renderer: 'kustomize' as const, ...overlay }] : []),
    ...(files ? [{ renderer: 'manifests' as const, ...files }] : []),
  ];
}

function isWithin(path: string, folder: string): boolean {
  return !/^\.\.(\/|$)/.test(relative(folder, path));
}
