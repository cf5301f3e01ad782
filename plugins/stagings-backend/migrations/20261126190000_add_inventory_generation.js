/**
 * The generation of each object when it was last applied: what a watch shows of an earlier one is outdated.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inventory', table => {
    table.integer('generation').comment('Null where the kind has none');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inventory', table => {
    table.dropColumn('generation');
  });
};
