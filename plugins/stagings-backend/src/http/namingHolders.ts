import { LimitError } from '../service/limits';
import { presentSummary } from '../service/present';
import { holdersOf } from '../service/queries';
import { Caller } from '../service/caller';
import { HttpContext } from './context';

/** Adds to the refusal at a limit who uses it, as far as the caller may see them. */
export async function namingHolders<T>(
  { service, access }: Pick<HttpContext, 'service' | 'access'>,
  caller: Caller,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    const holders = await holdersOf(service, error.matching, {
      access: await access.readFilter(caller),
    });
    const granted = await access.grantedOn(caller, holders);
    throw error.naming(
      holders.map(staging =>
        presentSummary(staging, granted.get(staging.id) ?? new Set()),
      ),
    );
  }
}
