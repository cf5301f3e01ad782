import {
  StagingAction,
  stagingActionPermissions,
  stagingReadPermission,
} from 'backstage-plugin-stagings-common';

/** What is asked about one staging: to see it, or to do something with it. */
export type AccessQuestion = 'read' | StagingAction;

const { forget: _administer, ...onOneStaging } = stagingActionPermissions;

/** The permission that each question about a staging is; `forget` is a question about the caller alone. */
export const permissionOf = {
  read: stagingReadPermission,
  ...onOneStaging,
} as const;

export type StagingQuestion = keyof typeof permissionOf;

export const stagingQuestions = Object.keys(permissionOf) as StagingQuestion[];

export const questions: AccessQuestion[] = [...stagingQuestions, 'forget'];

/** How a refusal says what was asked. */
export const verbOf: Record<AccessQuestion, string> = {
  read: 'read',
  update: 'change',
  redeploy: 'redeploy',
  restart: 'restart',
  cancel: 'cancel a deploy of',
  archive: 'archive',
  restore: 'restore',
  delete: 'delete',
  forget: 'forget',
  readLogs: 'read the logs of',
};
