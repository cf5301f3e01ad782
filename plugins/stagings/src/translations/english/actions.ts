/** English texts of what can be asked of a staging. */
export const actions = {
  actions: {
    menu: 'Actions for {{name}}',
    update: 'Edit configuration',
    redeploy: 'Redeploy',
    restart: 'Restart',
    cancel: 'Cancel deploy',
    archive: 'Archive',
    restore: 'Restore',
    delete: 'Delete',
    forget: 'Forget',
    clone: 'New staging like this one',
    readLogs: 'Show log',
    refusedByPhase: 'Not while it is in this state: {{condition}}',
    refusedByPermission: 'You do not have the permission',
    dismiss: 'Cancel',
    failed: 'That did not work: {{message}}',
  },
  archive: {
    title: 'Archive {{name}}?',
    text: 'This is harmless. The staging stops and its address no longer answers; its data and configuration stay, and you can restore it at any time.',
    confirm: 'Archive',
  },
  restore: {
    title: 'Restore {{name}}?',
    text: 'The staging starts again with its data and its configuration, at the same address.',
    confirm: 'Restore',
  },
  redeploy: {
    title: 'Redeploy {{name}}?',
    text: 'The staging is built again from its template with the configuration it has. Its data stays, and what runs now serves until the new version is ready.',
    confirm: 'Redeploy',
  },
  restart: {
    title: 'Restart {{name}}?',
    text: 'All pods of the staging are replaced one by one, with the same version and configuration. Its data stays.',
    confirm: 'Restart',
  },
  forget: {
    title: 'Forget {{name}}?',
    text: 'The staging is no longer tried to be removed, and its record is dropped. What is left of it stays in the cluster and is for the platform team to clean up.',
    confirm: 'Forget',
  },
  cancel: {
    title: 'Stop deploying {{name}}?',
    text: 'The deploy stops at the next safe point, and the configuration that was last deployed is brought back. Changes made since then stay in the history.',
    confirm: 'Stop deploying',
  },
  delete: {
    title: 'Delete {{name}}?',
    text: 'Everything that belongs to this staging is removed, and that cannot be undone. To stop it and keep its data, archive it instead.',
    textArchived:
      'Everything that is left of this staging, its data too, is removed, and that cannot be undone.',
    lostData: 'This data will be lost:',
    lostNothing: 'No volumes of it are known.',
    lostUnknown: 'Whether it keeps data cannot be told now: {{message}}',
    lostLoading: 'Looking for data that will be lost …',
    volume: 'volume {{name}}',
    stored: 'what StatefulSet {{name}} has stored',
    type: 'Type {{name}} to confirm',
    confirm: 'Delete for good',
  },
} as const;
