/**
 * Operations and their logs. Times are milliseconds since the epoch.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.increments('sequence').comment('Order of acceptance');
    table.text('id').notNullable();
    table.text('staging_id').notNullable();
    table.text('kind').notNullable();
    table.integer('revision').notNullable();
    table.text('state').notNullable();
    table.text('actor').notNullable();
    table.text('via');
    table.text('changes').notNullable().comment('JSON');
    table.text('reason');
    table.text('message');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('started_at');
    table.bigInteger('ended_at');

    table.unique(['id'], { indexName: 'operations_id_uniq' });
    table.index(['staging_id', 'sequence'], 'operations_staging_idx');
    table
      .foreign('staging_id', 'operations_staging_fk')
      .references('id')
      .inTable('stagings')
      .onDelete('CASCADE');
  });

  await knex.schema.createTable('operation_log', table => {
    table.text('operation_id').notNullable();
    table.integer('sequence').notNullable().comment('From 1 in its operation');
    table.bigInteger('at').notNullable();
    table.text('level').notNullable();
    table.text('message').notNullable();

    table.primary(['operation_id', 'sequence'], 'operation_log_pk');
    table
      .foreign('operation_id', 'operation_log_operation_fk')
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('operation_log');
  await knex.schema.dropTable('operations');
};
