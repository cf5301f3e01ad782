import {
  PreviewAction,
  StagingPreview,
} from 'backstage-plugin-stagings-common';

/** Numbers that a preview comes to, for its one line. */
export interface PreviewSummary {
  /** How many objects each action is about, the most telling action first; only those that occur. */
  actions: { action: PreviewAction; count: number }[];
  objects: number;
  images: number;
  problems: number;
}

const ORDER: PreviewAction[] = [
  'create',
  'change',
  'replace',
  'remove',
  'keep',
  'unknown',
  'unchanged',
];

/** Counts what a preview holds. */
export function summaryOf(preview: StagingPreview): PreviewSummary {
  const { objects, images, problems } = preview;
  const countOf = (action: PreviewAction) =>
    objects.filter(object => object.action === action).length;
  return {
    actions: ORDER.map(action => ({ action, count: countOf(action) })).filter(
      ({ count }) => count > 0,
    ),
    objects: objects.length,
    images: images.length,
    problems: problems.length,
  };
}

/** Whether all objects would be made anew, as for a new staging. */
export function isAllNew({ actions }: PreviewSummary): boolean {
  return actions.every(({ action }) => action === 'create');
}
