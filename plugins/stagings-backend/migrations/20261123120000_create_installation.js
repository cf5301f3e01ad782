/**
 * One row with the random id of this installation.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('installation', table => {
    table.comment('The identity of this installation; one row at most');
    table.integer('slot').notNullable().comment('Always 1');
    table.text('id').notNullable().comment('Value of the installation label');
    table.primary(['slot'], 'installation_pk');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('installation');
};
