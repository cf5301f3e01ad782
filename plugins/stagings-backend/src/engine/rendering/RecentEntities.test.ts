import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RecentEntities } from './RecentEntities';

const credentials = {} as BackstageCredentials;
const shop = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop' },
};
const REF = 'component:default/shop';

function recent(...answers: Array<typeof shop | undefined | Error>) {
  let time = 0;
  const getEntityByRef = jest.fn(async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const entities = new RecentEntities({ getEntityByRef }, () => time);
  return {
    asked: getEntityByRef,
    read: () => entities.getEntityByRef(REF, { credentials }),
    pass: (ms: number) => {
      time += ms;
    },
  };
}

it('asks once for what several stagings need at once', async () => {
  const { asked, read } = recent(shop);
  await expect(Promise.all([read(), read()])).resolves.toEqual([shop, shop]);
  expect(asked).toHaveBeenCalledTimes(1);
});

it('asks again after half a minute', async () => {
  const changed = { ...shop, metadata: { name: 'shop', title: 'Shop' } };
  const { read, pass } = recent(shop, changed);
  await read();
  pass(31_000);
  await expect(read()).resolves.toEqual(changed);
});

it.each([
  ['what was not there', undefined],
  ['a failure', new Error('the catalog is away')],
])('never remembers %s', async (_, first) => {
  const { read } = recent(first, shop);
  await read().catch(() => undefined);
  await expect(read()).resolves.toEqual(shop);
});
