/**
 * The inputs of each accepted change of a staging.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('revisions', table => {
    table.text('staging_id').notNullable();
    table.integer('revision').notNullable();
    table.text('inputs').notNullable().comment('JSON');
    table.text('created_by').notNullable();
    table
      .bigInteger('created_at')
      .notNullable()
      .comment('Milliseconds since the epoch');

    table.primary(['staging_id', 'revision'], 'revisions_pk');
    table
      .foreign('staging_id', 'revisions_staging_fk')
      .references('id')
      .inTable('stagings')
      .onDelete('CASCADE');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('revisions');
};
