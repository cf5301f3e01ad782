import { InputChange } from 'backstage-plugin-stagings-common';
import { StagingInputs } from '../model/staging';
import { inputChanges } from './changes';

function inputs(given: Partial<StagingInputs> = {}): StagingInputs {
  return { parameters: {}, overrides: {}, ...given };
}

describe('inputChanges', () => {
  it.each<[string, StagingInputs | undefined, StagingInputs, InputChange[]]>([
    ['nothing', inputs({ commit: 'a' }), inputs({ commit: 'a' }), []],
    [
      'a commit',
      inputs({ commit: 'a' }),
      inputs({ commit: 'b' }),
      [{ path: 'commit', from: 'a', to: 'b' }],
    ],
    [
      'all that a new staging has',
      undefined,
      inputs({ commit: 'a', parameters: { size: 2 } }),
      [
        { path: 'commit', to: 'a' },
        { path: 'parameters.size', to: 2 },
      ],
    ],
    [
      'what is gone',
      inputs({ parameters: { size: 2 } }),
      inputs(),
      [{ path: 'parameters.size', from: 2 }],
    ],
    [
      'leaves',
      inputs({ overrides: { image: { tag: '1', pull: 'Always' } } }),
      inputs({ overrides: { image: { tag: '2', pull: 'Always' } } }),
      [{ path: 'overrides.image.tag', from: '1', to: '2' }],
    ],
    [
      'lists as a whole',
      inputs({ parameters: { hosts: ['a', 'b'] } }),
      inputs({ parameters: { hosts: ['a'] } }),
      [{ path: 'parameters.hosts', from: ['a', 'b'], to: ['a'] }],
    ],
    [
      'null, which removes a default',
      inputs({ overrides: { env: { DEBUG: '1' } } }),
      inputs({ overrides: { env: { DEBUG: null } } }),
      [{ path: 'overrides.env.DEBUG', from: '1', to: null }],
    ],
  ])('tells %s', (_, before, after, changes) => {
    expect(inputChanges(before, after)).toEqual(changes);
  });

  it.each<[string, StagingInputs, StagingInputs, InputChange[]]>([
    [
      'a value that became a map',
      inputs({ overrides: { image: 'shop:1' } }),
      inputs({ overrides: { image: { tag: '2' } } }),
      [
        { path: 'overrides.image', from: 'shop:1' },
        { path: 'overrides.image.tag', to: '2' },
      ],
    ],
    [
      'a map that became a value',
      inputs({ overrides: { image: { tag: '2' } } }),
      inputs({ overrides: { image: 'shop:1' } }),
      [
        { path: 'overrides.image', to: 'shop:1' },
        { path: 'overrides.image.tag', from: '2' },
      ],
    ],
    [
      'an empty map that is new',
      inputs(),
      inputs({ overrides: { volume: { emptyDir: {} } } }),
      [{ path: 'overrides.volume.emptyDir', to: {} }],
    ],
    [
      'a value that became an empty map',
      inputs({ overrides: { volume: 'disk' } }),
      inputs({ overrides: { volume: {} } }),
      [{ path: 'overrides.volume', from: 'disk' }],
    ],
  ])('loses nothing of %s', (_, before, after, changes) => {
    expect(inputChanges(before, after)).toEqual(changes);
  });
});
