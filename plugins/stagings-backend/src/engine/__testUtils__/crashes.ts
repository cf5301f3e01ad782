import { World } from './World';

/** A staging that was left alone once its engine had died at a call, and was started again. */
export interface Crash {
  /** The call, with whether it was carried out; undefined for the one staging whose engine lived. */
  crashed: string | undefined;
  world: World;
}

/** Begins a story again and again, and kills the engine at each of its calls in turn. */
export async function crashEverywhere(
  begin: () => Promise<World>,
  moment: 'before' | 'after',
  finish: (world: World) => Promise<void> = world => world.settle(),
): Promise<Crash[]> {
  const crashes: Crash[] = [];
  for (let count = 1; ; count++) {
    const world = await begin();
    const crashed = await world.crashAt(count, moment);
    await finish(world);
    crashes.push({ crashed, world });
    if (crashed === undefined) return crashes;
  }
}
