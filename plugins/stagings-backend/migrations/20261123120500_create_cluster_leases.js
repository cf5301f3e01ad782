/**
 * Which replica watches which cluster.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('cluster_leases', table => {
    table.text('cluster').notNullable();
    table.text('lease_owner').notNullable();
    table
      .bigInteger('lease_until')
      .notNullable()
      .comment('Milliseconds since the epoch');
    table.primary(['cluster'], 'cluster_leases_pk');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_leases');
};
