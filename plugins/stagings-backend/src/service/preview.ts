import { InputError } from '@backstage/errors';
import {
  Explanation,
  PreviewNote,
  StagingPreview,
} from 'backstage-plugin-stagings-common';
import { TerminalError } from '../model/errors';
import { Previewer } from '../model/preview';
import { StagingRecord } from '../model/staging';
import { inputChanges } from './changes';
import { ServiceContext } from './context';
import { DraftInput, draftStaging } from './draftStaging';
import { LimitError, requireRoom, roomsFor } from './limits';
import { ChangeInput, nextInputs } from './nextInputs';
import { requirePhase } from './transitions';
import { secretsOfRevision } from './updateStaging';

/** What is to be previewed, all checked for permission. */
export type PreviewInput =
  | ({ type: 'create' } & DraftInput)
  | ({ type: 'change'; staging: StagingRecord } & ChangeInput);

/** The staging as it would be, before anybody rendered it. */
interface Intention {
  staging: StagingRecord;
  compare: boolean;
  problems: Explanation[];
  notes: PreviewNote[];
}

/**
 * Says what a create or a change would do. Writes nothing, and holds no transaction while it renders.
 *
 * @throws InputError naming the field that is wrong
 * @throws ConflictError where the phase of the staging allows no change
 */
export async function previewStaging(
  context: ServiceContext,
  previewer: Previewer,
  input: PreviewInput,
  signal: AbortSignal,
): Promise<StagingPreview> {
  const { staging, compare, ...intended } = await intend(context, input);
  const found = await previewer.preview({ staging, compare, signal });
  const { name, cluster, namespace, host, links, version } = staging;
  return {
    name,
    cluster,
    namespace,
    host,
    links,
    ...(version !== undefined && { version }),
    ...found,
    problems: [...intended.problems, ...found.problems],
    notes: [...intended.notes, ...found.notes],
  };
}

async function intend(
  context: ServiceContext,
  input: PreviewInput,
): Promise<Intention> {
  try {
    return input.type === 'create'
      ? await intendCreate(context, input)
      : await intendChange(context, input);
  } catch (error) {
    if (!(error instanceof TerminalError)) throw error;
    throw new InputError(`template: ${error.message}`, error);
  }
}

/** Another staging of the same name must not be compared with: it may be none of the caller's business. */
async function intendCreate(
  context: ServiceContext,
  input: DraftInput,
): Promise<Intention> {
  const { staging, taken } = await draftStaging(context, input);
  const problems = [
    ...(taken === undefined ? [] : [explainTaken(taken)]),
    ...(await roomProblems(context, staging)),
  ];
  return { staging, compare: taken === undefined, problems, notes: [] };
}

function explainTaken(message: string): Explanation {
  return {
    reason: 'NameTaken',
    message,
    hint: { text: 'Choose another name.', audience: 'engineer' },
  };
}

async function roomProblems(
  context: ServiceContext,
  staging: StagingRecord,
): Promise<Explanation[]> {
  try {
    await requireRoom(context.db, await roomsFor(context, staging));
    return [];
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    return [{ reason: 'LimitReached', message: error.message }];
  }
}

async function intendChange(
  context: ServiceContext,
  { staging, ...change }: { staging: StagingRecord } & ChangeInput,
): Promise<Intention> {
  requirePhase(staging, 'update');
  const secretsOf = await secretsOfRevision(
    context.db,
    staging,
    change.request,
  );
  const { inputs, patch } = nextInputs(context, staging, {
    ...change,
    ...(secretsOf && { secretsOf }),
  });
  const isChange = inputChanges(staging, inputs).length > 0;
  const revision = isChange ? staging.revision + 1 : staging.revision;
  const message =
    'The staging is archived: the change takes effect when it is restored';
  return {
    staging: { ...staging, ...patch, revision },
    compare: true,
    problems: [],
    notes: staging.desired === 'archived' ? [{ level: 'info', message }] : [],
  };
}
