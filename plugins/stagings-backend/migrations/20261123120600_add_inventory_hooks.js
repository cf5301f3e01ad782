/**
 * Which objects of a staging are hooks, and how their runs went.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inventory', table => {
    table.text('hook').comment('JSON; null for objects that are no hooks');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inventory', table => {
    table.dropColumn('hook');
  });
};
