/**
 * What a cancel brings back, and what a restart is about. Times are milliseconds since the epoch.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('revisions', table => {
    table.text('links').comment('JSON');
    table.text('version');
  });
  await knex.schema.alterTable('operations', table => {
    table.text('resource').comment('JSON; the workload to restart');
    table
      .bigInteger('applied_since')
      .comment('When its first object was about to be applied');
    table
      .bigInteger('troubled_since')
      .comment('When the present problem was first seen');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('operations', table => {
    table.dropColumn('troubled_since');
    table.dropColumn('applied_since');
    table.dropColumn('resource');
  });
  await knex.schema.alterTable('revisions', table => {
    table.dropColumn('version');
    table.dropColumn('links');
  });
};
