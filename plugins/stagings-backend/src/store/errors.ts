/** Another staging that is not deleted has the name in the cluster. */
export class NameTakenError extends Error {
  readonly name = 'NameTakenError';
  readonly taken: { cluster: string; name: string };

  constructor(taken: { cluster: string; name: string }) {
    super(`The name ${taken.name} is taken in cluster ${taken.cluster}`);
    this.taken = taken;
  }
}

/** The creator already made a staging with the same idempotency key. */
export class IdempotencyKeyUsedError extends Error {
  readonly name = 'IdempotencyKeyUsedError';
  readonly createdBy: string;
  readonly idempotencyKey: string;

  constructor(createdBy: string, idempotencyKey: string) {
    super(`${createdBy} used the idempotency key ${idempotencyKey} before`);
    this.createdBy = createdBy;
    this.idempotencyKey = idempotencyKey;
  }
}
