/**
 * When a cluster was last followed live, and what keeps it from being followed now.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('cluster_leases', table => {
    table.bigInteger('live_at').comment('Milliseconds since the epoch');
    table.text('trouble').comment('JSON; null while the cluster is followed');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('cluster_leases', table => {
    table.dropColumn('live_at');
    table.dropColumn('trouble');
  });
};
