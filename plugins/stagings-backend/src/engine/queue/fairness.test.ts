import { DueStaging } from '../../store';
import { chooseFairly, exhausted, sharesOf } from './fairness';

/** `one:a` is a staging of the component `a` on the cluster `one`. */
function stagings(...places: string[]): DueStaging[] {
  return places.map((place, index) => {
    const [cluster = '', entityRef = ''] = place.split(':');
    return { id: `${index}`, cluster, entityRef };
  });
}

const placesOf = (chosen: DueStaging[]) =>
  chosen.map(({ cluster, entityRef }) => `${cluster}:${entityRef}`);

describe('the shares of the workers', () => {
  it.each([
    [8, 2, { perCluster: 4, perEntity: 6 }],
    [8, 1, { perCluster: 8, perEntity: 6 }],
    [3, 5, { perCluster: 2, perEntity: 3 }],
    [1, 5, { perCluster: 1, perEntity: 1 }],
  ])('of %i on %i clusters', (workers, clusters, shares) => {
    expect(sharesOf(workers, clusters)).toEqual(shares);
  });
});

describe('chooseFairly', () => {
  const shares = { perCluster: 2, perEntity: 2 };

  it.each<[string, string[], string[], number, string[]]>([
    [
      'takes the most urgent first, as many as there is room for',
      ['one:a', 'two:b', 'one:c'],
      [],
      2,
      ['one:a', 'two:b'],
    ],
    [
      'leaves room for other clusters',
      ['one:a', 'one:b', 'one:c', 'two:d'],
      [],
      4,
      ['one:a', 'one:b', 'two:d'],
    ],
    [
      'leaves room for other components',
      ['one:a', 'two:a', 'two:a', 'two:b'],
      [],
      4,
      ['one:a', 'two:a', 'two:b'],
    ],
    [
      'counts what is being worked on',
      ['one:a', 'two:b'],
      ['one:c', 'one:d'],
      2,
      ['two:b'],
    ],
  ])('%s', (_, due, active, free, chosen) => {
    expect(
      placesOf(
        chooseFairly(stagings(...due), stagings(...active), { free, shares }),
      ),
    ).toEqual(chosen);
  });

  it('knows who has all the workers that it may have', () => {
    expect(exhausted(stagings('one:a', 'one:b', 'two:b'), shares)).toEqual({
      clusters: ['one'],
      entityRefs: ['b'],
    });
  });
});
