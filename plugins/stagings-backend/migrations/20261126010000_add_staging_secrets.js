/**
 * Values of secret parameters are kept apart from the others, sealed.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('stagings', table => {
    table.text('secrets').comment('JSON: sealed values by dotted path');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('stagings', table => {
    table.dropColumn('secrets');
  });
};
