import { ResourceNode } from 'backstage-plugin-stagings-common';
import { node } from '../../../__testUtils__/fixtures';
import { TreeMemory, visibleRows } from './treeBranches';

const pod = (name: string, health: ResourceNode['health'] = 'healthy') =>
  node('Pod', name, {
    health,
    containers: [
      {
        name: 'main',
        image: 'shop:1',
        init: false,
        ready: true,
        restarts: 0,
        state: 'running',
      },
    ],
  });

const workload = (name: string, health: ResourceNode['health'] = 'healthy') =>
  node('Deployment', name, { health, children: [pod(`${name}-1`, health)] });

/** The lines on the screen, indented, with `+` where something is folded. */
function shown(memory: TreeMemory, nodes: ResourceNode[]): string[] {
  const rows = visibleRows(memory.branchesOf(nodes), id => memory.wasOpen(id));
  return rows.map(({ level, entry, isOpen }) => {
    const names = {
      object: () => (entry.type === 'object' ? entry.node.name : ''),
      container: () => 'container',
      calm: () => (entry.type === 'calm' ? `${entry.count} calm` : ''),
    };
    return `${'  '.repeat(level - 1)}${names[entry.type]()}${
      isOpen === false ? ' +' : ''
    }`;
  });
}

describe('the tree of a staging', () => {
  it('has what needs a look first and open, what is healthy folded', () => {
    const nodes = [
      node('Service', 'web'),
      node('ConfigMap', 'settings'),
      workload('web'),
      workload('worker', 'degraded'),
      node('Ingress', 'door', { health: 'progressing' }),
    ];
    expect(shown(new TreeMemory(), nodes)).toEqual([
      'worker',
      '  worker-1',
      '    container',
      'door',
      'web +',
      '2 calm +',
    ]);
  });

  it('keeps lines where they are when their health changes', () => {
    const memory = new TreeMemory();
    const lines = shown(memory, [workload('a', 'progressing'), workload('b')]);
    expect(lines).toEqual(['a', '  a-1', '    container', 'b +']);
    const later = [workload('b', 'degraded'), workload('a')];
    expect(shown(memory, later)).toEqual(lines);
  });

  it('puts new pods below those that it shows already', () => {
    const memory = new TreeMemory();
    const web = workload('web', 'degraded');
    shown(memory, [web]);
    const rolled = {
      ...web,
      children: [pod('web-0', 'degraded'), ...web.children],
    };
    expect(shown(memory, [rolled])).toEqual([
      'web',
      '  web-1',
      '    container',
      '  web-0',
      '    container',
    ]);
  });

  it('takes an object out of the fold when something is wrong with it', () => {
    const memory = new TreeMemory();
    shown(memory, [node('Service', 'a'), node('Service', 'b')]);
    const later = [
      node('Service', 'a', { health: 'missing' }),
      node('Service', 'b'),
    ];
    expect(shown(memory, later)).toEqual(['a', '1 calm +']);
  });

  it('tells a screen reader where each line is', () => {
    const memory = new TreeMemory();
    const branches = memory.branchesOf([
      workload('a', 'degraded'),
      workload('b'),
    ]);
    const [, second, , last] = visibleRows(branches, id => memory.wasOpen(id));
    expect(second).toMatchObject({ level: 2, position: 1, siblings: 1 });
    expect(last).toMatchObject({ level: 1, position: 2, siblings: 2 });
  });
});
