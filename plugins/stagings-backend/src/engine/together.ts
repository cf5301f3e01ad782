/**
 * Two things at once. Waits for both also when one fails, so that nothing goes on unseen, and then rejects as
 * the first of them did.
 */
export async function together<A, B>(
  one: Promise<A>,
  other: Promise<B>,
): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}
