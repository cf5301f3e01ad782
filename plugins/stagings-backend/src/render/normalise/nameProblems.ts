import { kindKey } from '../../model/podTemplate';
import { RenderedObject } from '../../model/rendering';
import { describeRendered, Problem, refusal } from './problems';

/** A label's value may have 63 characters, and pods carry the name of what made them. */
const LABEL = 63;

/**
 * Longest names of kinds whose pods could not be made otherwise: a CronJob appends 11 characters for its Jobs, a
 * StatefulSet as many for its revision (kubernetes/kubernetes#64023).
 */
const LONGEST: Readonly<Record<string, number>> = {
  '/Service': LABEL,
  'batch/Job': LABEL,
  'batch/CronJob': LABEL - 11,
  'apps/StatefulSet': LABEL - 11,
};

/** Names that the API server refuses with a message about labels, or takes and then makes no pods for. */
export function nameProblems(rendered: RenderedObject): Problem[] {
  const { name } = rendered.object.metadata;
  const longest = LONGEST[kindKey(rendered.object)];
  if (longest === undefined || name.length <= longest) return [];
  return [
    refusal(
      rendered,
      `The name of ${describeRendered(rendered)} has ${
        name.length
      } characters, but may have at most ${longest}`,
      'Shorten it in the template; in a chart, give a short helm.releaseName, or the value that the chart has for its names, often fullnameOverride.',
    ),
  ];
}
