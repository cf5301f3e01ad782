import { ApiError } from '../../cluster/errors';
import { InventoryEntry } from '../../model/inventory';
import { readRecordedObjects } from './liveObjects';

const widget: InventoryEntry = {
  group: 'example.com',
  version: 'v1',
  kind: 'Widget',
  namespace: 'stg-shop',
  name: 'wheel',
  actuation: 'applied',
  revision: 1,
};

/** Reads the widgets of a staging from a cluster that answers 404 to the list. */
function readFrom({ recovering }: { recovering: boolean }) {
  const client = {
    findResource: async () => ({ plural: 'widgets' }),
    list: async () => {
      throw new ApiError({
        cluster: 'staging',
        verb: 'list',
        status: 404,
        reason: '',
        message: '404 page not found',
        causes: [],
        recovering,
      });
    },
  };
  const staging = { name: 'shop', namespace: 'stg-shop' };
  return readRecordedObjects(client as never, staging as never, 'portal', [
    widget,
  ]);
}

describe('objects of a kind whose definition was just removed', () => {
  it('are none', async () => {
    await expect(readFrom({ recovering: false })).resolves.toEqual([]);
  });

  it('may be there where the cluster has only just come back', async () => {
    await expect(readFrom({ recovering: true })).rejects.toThrow('not found');
  });
});
