import {
  StagingCommand,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { CommandDialog } from './CommandDialog';
import { DeleteDialog } from './DeleteDialog';

/** The actions that ask before they are taken. */
export type ConfirmedAction = StagingCommand | 'delete';

interface ActionDialogProps {
  staging: StagingSummary;
  action: ConfirmedAction;
  onClose(): void;
}

/** The dialog of an action. */
export function ActionDialog({ staging, action, onClose }: ActionDialogProps) {
  return action === 'delete' ? (
    <DeleteDialog staging={staging} onClose={onClose} />
  ) : (
    <CommandDialog staging={staging} command={action} onClose={onClose} />
  );
}
