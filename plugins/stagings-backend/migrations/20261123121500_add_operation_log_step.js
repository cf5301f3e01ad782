/**
 * Lines of a log tell which part of a deploy begins with them.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('operation_log', table => {
    table.text('step').comment('The part of a deploy that begins here');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('operation_log', table => {
    table.dropColumn('step');
  });
};
