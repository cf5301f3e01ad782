/**
 * When a staging is compared with the cluster next, and what it was found to be.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('stagings', table => {
    table.text('applied_hash').comment('Of the objects that were applied');
    table.text('live_hash').comment('Of the cluster after the last check');
    table.bigInteger('check_due_at').comment('null when no check is due');
    table.bigInteger('checked_at');
    table
      .integer('check_count')
      .notNullable()
      .defaultTo(0)
      .comment('Checks that followed each other closely');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('stagings', table => {
    for (const column of [
      'applied_hash',
      'live_hash',
      'check_due_at',
      'checked_at',
      'check_count',
    ]) {
      table.dropColumn(column);
    }
  });
};
