import { OverrideKey } from 'backstage-plugin-stagings-common';
import {
  overrideValues,
  parameterValues,
  withSecrets,
} from './configuredValues';

describe('parameterValues', () => {
  const schema = {
    type: 'object',
    properties: {
      version: { type: 'string', title: 'Image tag', default: 'main' },
      region: { type: 'string', default: 'eu' },
      token: { type: 'string' },
    },
  };

  it('tells what people gave from what the template fills in', () => {
    expect(parameterValues({ version: '1.3', extra: 1 }, schema)).toEqual([
      expect.objectContaining({
        key: 'version',
        title: 'Image tag',
        text: '1.3',
        origin: 'given',
        fallback: 'main',
      }),
      expect.objectContaining({ key: 'region', text: 'eu', origin: 'default' }),
      expect.objectContaining({
        key: 'token',
        text: undefined,
        origin: 'default',
      }),
      expect.objectContaining({ key: 'extra', text: '1', origin: 'given' }),
    ]);
  });

  it('says of secrets only that they are set', () => {
    const shown = withSecrets({ mail: { host: 'm' } }, ['mail.key'], 'hidden');
    expect(shown).toEqual({ mail: { host: 'm', key: 'hidden' } });
  });

  it('shows that a secret is set where nothing else is', () => {
    expect(withSecrets({ mail: {} }, ['mail.key'], 'hidden')).toEqual({
      mail: { key: 'hidden' },
    });
  });

  it('names no default that is the same', () => {
    const [version] = parameterValues({ version: 'main' }, schema);
    expect(version).toMatchObject({ text: 'main', origin: 'given' });
    expect(version).not.toHaveProperty('fallback');
  });

  it('knows what was given also without the template', () => {
    expect(parameterValues({ version: '1.3' }, {})).toMatchObject([
      { key: 'version', text: '1.3', origin: 'given' },
    ]);
  });
});

describe('overrideValues', () => {
  const replicas: OverrideKey = {
    key: 'web.replicas',
    path: ['web', 'replicas'],
    default: 1,
    description: 'How many pods',
    setBy: 'chart',
  };

  it('tells what an override hides', () => {
    const overrides = { web: { replicas: 2, debug: null } };
    expect(overrideValues(overrides, [replicas])).toEqual([
      expect.objectContaining({
        key: 'web.replicas',
        description: 'How many pods',
        text: '2',
        origin: 'given',
        fallback: '1',
      }),
      expect.objectContaining({
        key: 'web.debug',
        text: undefined,
        origin: 'removed',
      }),
    ]);
  });

  it('takes nothing from a key that holds more than the override', () => {
    const web = { ...replicas, key: 'web', path: ['web'], default: { a: 1 } };
    const [value] = overrideValues({ web: { b: 2 } }, [web]);
    expect(value).not.toHaveProperty('fallback');
  });
});
