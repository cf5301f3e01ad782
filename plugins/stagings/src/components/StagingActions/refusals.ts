import {
  StagingAction,
  StagingSummary,
} from 'backstage-plugin-stagings-common';

/** Actions in the order of the menu. */
const MENU: StagingAction[] = [
  'readLogs',
  'update',
  'redeploy',
  'restart',
  'cancel',
  'archive',
  'restore',
  'delete',
  'forget',
];

/** Whether an action has a meaning for what people want of the staging; the others are not even shown. */
function hasMeaning(action: StagingAction, staging: StagingSummary): boolean {
  switch (action) {
    case 'restore':
      return staging.desired === 'archived';
    case 'archive':
    case 'redeploy':
    case 'readLogs':
      return staging.desired === 'running';
    case 'update':
      return staging.desired !== 'deleted';
    case 'restart':
    case 'cancel':
    case 'forget':
      return staging.allowedActions.includes(action);
    default:
      return staging.status.phase !== 'deleted';
  }
}

/** An action of the menu, and why it cannot be taken now, if so. */
export interface MenuEntry {
  action: StagingAction;
  refusedBy?: 'phase' | 'permission';
}

/** What the menu of a staging offers; the server has decided on `allowedActions`. */
export function menuOf(staging: StagingSummary): MenuEntry[] {
  const { allowedActions, status } = staging;
  return MENU.filter(action => hasMeaning(action, staging)).map(action => {
    if (allowedActions.includes(action)) return { action };
    const onItsWay = status.phase === 'queued' || status.phase === 'deploying';
    const refusedBy =
      action === 'redeploy' && onItsWay ? 'phase' : 'permission';
    return { action, refusedBy };
  });
}
