/**
 * The Kubernetes objects of each staging.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('inventory', table => {
    table.text('staging_id').notNullable();
    table.text('api_group').notNullable().comment('Empty for the core group');
    table.text('kind').notNullable();
    table.text('namespace').notNullable().comment('Empty for cluster scope');
    table.text('name').notNullable();
    table.text('version').notNullable();
    table.text('uid');
    table.text('actuation').notNullable();
    table.integer('revision').notNullable();

    table.primary(
      ['staging_id', 'api_group', 'kind', 'namespace', 'name'],
      'inventory_pk',
    );
    table
      .foreign('staging_id', 'inventory_staging_fk')
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
  await knex.schema.dropTable('inventory');
};
