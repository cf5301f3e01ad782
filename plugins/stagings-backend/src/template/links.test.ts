import { TerminalError } from '../model/errors';
import { ExpressionContext } from '../model/rendering';
import { stagingLinks } from './links';
import { templateApplies } from './templateFilter';
import { stagingVersion } from './version';

const context: ExpressionContext = {
  staging: {
    id: '1',
    name: 'shop-x',
    host: 'shop-x.example.com',
    namespace: 'n',
  },
  source: { branch: 'x', commit: 'abcdef1234', shortCommit: 'abcdef1' },
  baseDomain: 'example.com',
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop' },
    spec: { type: 'service' },
  },
  parameters: { version: '1.2', address: 'vbscript:msgbox(1)' },
};

describe('stagingLinks', () => {
  it('evaluates the addresses', () => {
    const links = [
      {
        title: 'App',
        url: 'https://${{ staging.host }}/?v=${{ parameters.version }}',
      },
    ];
    expect(stagingLinks({ links }, context)).toEqual([
      { title: 'App', url: 'https://shop-x.example.com/?v=1.2' },
    ]);
  });

  it.each([
    ['${{ parameters.address }}', 'InvalidLink'],
    ['data:text/html,x', 'InvalidLink'],
    ['${{ staging.host }}', 'InvalidLink'],
    ['https://${{ parameters.nothing }}', 'InvalidExpression'],
  ])('refuses %s', (url, reason) => {
    const act = () => stagingLinks({ links: [{ title: 'App', url }] }, context);
    expect(act).toThrow(TerminalError);
    expect(act).toThrow(
      expect.objectContaining({
        explanation: expect.objectContaining({ reason }),
      }),
    );
  });
});

describe('stagingVersion', () => {
  it.each([
    ['${{ parameters.version }}', '1.2'],
    ['${{ 3 }}', '3'],
    ['${{ "" }}', undefined],
    [undefined, undefined],
  ])('%s', (version, shown) => {
    expect(stagingVersion({ version }, context)).toBe(shown);
  });
});

describe('templateApplies', () => {
  const { entity } = context;

  it.each([
    ['no filter', undefined, entity, true],
    [
      'a filter that matches',
      { 'spec.type': { $in: ['service'] } },
      entity,
      true,
    ],
    ['a filter that does not', { 'spec.type': 'website' }, entity, false],
    ['a system', undefined, { ...entity, kind: 'System' }, false],
  ])('%s', (_, entityFilter, subject, applies) => {
    expect(templateApplies({ entityFilter }, subject)).toBe(applies);
  });
});
