/**
 * When an archived staging will be deleted, as people were told.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('stagings', table => {
    table
      .bigInteger('expires_at')
      .comment('Milliseconds since the epoch; set with the warning');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('stagings', table => {
    table.dropColumn('expires_at');
  });
};
