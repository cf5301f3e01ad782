/**
 * Field manager of what an archive writes and a restore takes back. It differs from the manager of the
 * applies, so that a render that states no replica count never owns one. Fixed for ever, like that one.
 */
export const ARCHIVE_MANAGER = 'backstage-stagings-archive';

/**
 * Field manager of the annotation that restarts a workload. The applies do not own it, so that none takes it
 * back.
 */
export const RESTART_MANAGER = 'backstage-stagings-restart';
