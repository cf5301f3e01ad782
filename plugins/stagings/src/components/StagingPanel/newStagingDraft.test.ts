import { staging, template } from '../../__testUtils__/fixtures';
import { readOverrides } from '../Overrides/overridesDraft';
import { beginDraft, toRequest, unknownOf } from './newStagingDraft';
import { readNewStagingLink } from './newStagingLink';

const web = template({
  parameters: {
    type: 'object',
    properties: {
      version: { type: 'string', default: 'main' },
      replicas: { type: 'integer', default: 1 },
    },
  },
});
const plain = template({ name: 'plain', parameters: { type: 'object' } });

const linkOf = (search: string) =>
  readNewStagingLink(new URLSearchParams(`new&${search}`)) ?? {
    parameters: [],
    overrides: [],
  };

describe('beginDraft', () => {
  it('begins with the first template and its defaults', () => {
    expect(beginDraft([web, plain], { link: linkOf('') })).toEqual({
      template: 'web',
      branch: '',
      commit: '',
      parameters: { web: { version: 'main', replicas: 1 } },
      overrides: { view: 'list', entries: [] },
    });
  });

  it('fills in what a link says, in the types of the schema', () => {
    const draft = beginDraft([web], {
      link: linkOf(
        'branch=x&parameters.version=12&parameters.replicas=3&parameters.other=1&overrides.debug=true&overrides.tag=v2&overrides.resources=null',
      ),
    });
    expect(draft.branch).toBe('x');
    expect(draft.parameters).toEqual({ web: { version: '12', replicas: 3 } });
    expect(readOverrides(draft.overrides)).toEqual({
      debug: true,
      tag: 'v2',
      resources: null,
    });
  });

  it('is like another staging, but for another branch', () => {
    const source = staging({
      parameters: { version: '9' },
      overrides: { image: { tag: '1' }, debug: null },
    });
    const draft = beginDraft([plain, web], {
      link: linkOf('overrides.image.tag=2'),
      source,
    });
    expect(draft).toMatchObject({
      template: 'web',
      branch: '',
      commit: '',
      parameters: { web: { version: '9', replicas: 1 } },
    });
    expect(readOverrides(draft.overrides)).toEqual({
      debug: null,
      image: { tag: 2 },
    });
  });
});

describe('unknownOf', () => {
  it.each([
    ['template=web&parameters.version=1', []],
    ['template=gone&parameters.other=1', ['gone']],
    ['parameters.other.deep=1', ['parameters.other.deep']],
  ])('%s: %j', (search, unknown) => {
    expect(unknownOf([web], linkOf(search))).toEqual(unknown);
  });
});

describe('toRequest', () => {
  it('says nothing while the overrides cannot be read', () => {
    const draft = beginDraft([web], { link: linkOf('branch=x') });
    expect(toRequest('component:default/shop', web, draft)).toMatchObject({
      template: 'web',
      branch: 'x',
      overrides: {},
    });
    const overrides = { view: 'yaml', text: 'a: [' } as const;
    expect(
      toRequest('component:default/shop', web, { ...draft, overrides }),
    ).toBeUndefined();
  });
});
