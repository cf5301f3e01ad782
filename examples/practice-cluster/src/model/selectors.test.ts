import { parseFieldSelector, parseLabelSelector } from './selectors';

describe('parseLabelSelector', () => {
  it.each([
    ['', { a: '1' }, true],
    ['a=1', { a: '1' }, true],
    ['a==2', { a: '1' }, false],
    ['a!=1', {}, true],
    ['a', { a: '' }, true],
    ['!a', { a: '' }, false],
    ['a in (1, 2),b', { a: '2', b: '' }, true],
    ['a in (1,2)', {}, false],
    ['a notin (1,2)', {}, true],
    ['example.com/a=x.y', { 'example.com/a': 'x.y' }, true],
  ])('%s on %j is %s', (selector, labels, matches) => {
    expect(parseLabelSelector(selector)(labels as Record<string, string>)).toBe(
      matches,
    );
  });
});

describe('parseFieldSelector', () => {
  it.each([
    ['status.phase=Running', true],
    ['status.phase!=Running', false],
    ['metadata.name=web,spec.nodeName=', true],
  ])('%s is %s', (selector, matches) => {
    const pod = {
      metadata: { name: 'web' },
      spec: {},
      status: { phase: 'Running' },
    };
    expect(parseFieldSelector(selector, 'Pod')(pod)).toBe(matches);
  });
});
