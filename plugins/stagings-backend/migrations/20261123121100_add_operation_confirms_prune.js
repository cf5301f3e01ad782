/**
 * Whether the person who ordered an operation confirmed that it may prune a large part of the staging.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('operations', table => {
    table.boolean('confirms_prune').comment('Null for no');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('operations', table => {
    table.dropColumn('confirms_prune');
  });
};
