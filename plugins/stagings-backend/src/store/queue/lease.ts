/**
 * The right to work on a staging. It ends by time, so a dead worker blocks nobody; the token tells the
 * holder's writes from those of a worker that only believes to hold it.
 */
export interface Lease {
  stagingId: string;
  owner: string;
  /** Fencing token: each claim of the staging has a higher one. */
  token: number;
  /** How often the staging had been woken when it was claimed. */
  wakeSequence: number;
}

/** The columns by which only the row of a lease that was not lost is found. */
export function leaseColumns(lease: Lease): {
  id: string;
  lease_owner: string;
  lease_token: number;
} {
  return {
    id: lease.stagingId,
    lease_owner: lease.owner,
    lease_token: lease.token,
  };
}
