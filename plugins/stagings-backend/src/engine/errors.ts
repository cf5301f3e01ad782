/** Another worker has the staging now: whatever this one still had in mind is void. */
export class LeaseLostError extends Error {
  readonly name = 'LeaseLostError';
  readonly stagingId: string;

  constructor(stagingId: string) {
    super(`The lease on the staging ${stagingId} is lost`);
    this.stagingId = stagingId;
  }
}
