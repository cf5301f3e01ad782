/**
 * What people call the version that runs, beside the one that is wanted.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('stagings', table => {
    table.text('deployed_version').comment('Of the deployed revision');
  });
  await knex('stagings')
    .whereRaw('deployed_revision = revision')
    .update({ deployed_version: knex.ref('version') });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('stagings', table => {
    table.dropColumn('deployed_version');
  });
};
