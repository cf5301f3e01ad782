import {
  isValidStagingName,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { ReactNode } from 'react';
import { useHeldStagings } from '../../hooks/useHeldStagings';
import { useNameHolder } from '../../hooks/useNameHolder';
import { useSettled } from '../../hooks/useSettled';
import { HolderNote } from './HolderNote';
import { automaticName, branchHolder, recentBranches } from './nameConflict';
import { NewStagingDraft } from './newStagingDraft';

interface ConflictsInput {
  entityRef: string;
  template: StagingTemplate;
  draft: NewStagingDraft;
  detailPath(id: string): string;
}

/** What is known, while somebody types, about the names around. */
export interface Conflicts {
  automaticName: string | undefined;
  /** What stands in the way of the branch, and of the chosen name. */
  branch?: ReactNode;
  name?: ReactNode;
  /** Branches to suggest. */
  branches: string[];
}

/** Looks, while somebody types, whether the branch or the name has its staging already. */
export function useConflicts(input: ConflictsInput): Conflicts {
  const { entityRef, template, draft, detailPath } = input;
  const held = useHeldStagings(entityRef);
  const automatic = automaticName(entityRef, template, draft.branch);
  const settledName = useSettled(draft.name ?? '');
  const nameHolder = useNameHolder(
    isValidStagingName(settledName) ? settledName : undefined,
    template.cluster,
  );
  const ofBranch =
    draft.name === undefined
      ? branchHolder(held, template, draft.branch, automatic)
      : undefined;
  const ofName = draft.name === settledName ? nameHolder : undefined;
  return {
    automaticName: automatic,
    branches: recentBranches(held),
    branch: ofBranch && (
      <HolderNote
        held="branch"
        holder={ofBranch}
        path={detailPath(ofBranch.id)}
      />
    ),
    name: ofName && (
      <HolderNote held="name" holder={ofName} path={detailPath(ofName.id)} />
    ),
  };
}
