/**
 * Stagings with the columns of the work queue. Times are milliseconds since the epoch.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('stagings', table => {
    table.text('id').notNullable();
    table.text('name').notNullable();
    table.text('entity_ref').notNullable();
    table.text('template').notNullable();
    table.text('branch').notNullable();
    table.text('cluster').notNullable();
    table.text('namespace').notNullable();
    table.boolean('owns_namespace').notNullable();
    table.text('host').notNullable();
    table.text('links').notNullable().comment('JSON');
    table.text('version');

    table.text('commit');
    table.text('parameters').notNullable().comment('JSON');
    table.text('overrides').notNullable().comment('JSON');

    table.text('desired').notNullable();
    table.integer('revision').notNullable();
    table.text('phase').notNullable();
    table.text('phase_explanation').comment('JSON');
    table.integer('applied_revision');
    table.integer('deployed_revision');
    table.text('recorded_scales').comment('JSON');

    table.text('health').notNullable();
    table.text('health_explanation').comment('JSON');
    table.bigInteger('observed_at');

    table.text('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.text('updated_by').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('archived_at');
    table.bigInteger('deleted_at');

    table.text('idempotency_key').comment('Of the request that created it');

    table.bigInteger('wake_at').comment('When work is due; null for never');
    table
      .integer('wake_sequence')
      .notNullable()
      .defaultTo(0)
      .comment('Counts wakes, so that one during processing is not lost');
    table
      .integer('priority')
      .notNullable()
      .defaultTo(0)
      .comment('1 when a person waits for it');
    table
      .integer('attempts')
      .notNullable()
      .defaultTo(0)
      .comment('Claims since the last success or request of a person');
    table.text('lease_owner');
    table.bigInteger('lease_until');
    table
      .integer('lease_token')
      .notNullable()
      .defaultTo(0)
      .comment('Fencing token: grows with every claim');

    table.primary(['id'], 'stagings_pk');
    table.unique(['cluster', 'name'], {
      indexName: 'stagings_name_uniq',
      predicate: knex.whereRaw("phase <> 'deleted'"),
    });
    table.unique(['created_by', 'idempotency_key'], {
      indexName: 'stagings_idempotency_key_uniq',
    });
    table.index(['created_at', 'id'], 'stagings_created_at_idx');
    table.index(['entity_ref', 'created_at'], 'stagings_entity_ref_idx');
    table.index(['wake_at'], 'stagings_wake_at_idx', {
      predicate: knex.whereNotNull('wake_at'),
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('stagings');
};
