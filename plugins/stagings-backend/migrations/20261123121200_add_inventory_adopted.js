/**
 * Which objects of a staging existed before it: they are never deleted with it.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inventory', table => {
    table.boolean('adopted').comment('Null for no');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inventory', table => {
    table.dropColumn('adopted');
  });
};
