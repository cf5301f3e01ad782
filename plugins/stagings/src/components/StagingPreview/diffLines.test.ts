import { diffLines } from './diffLines';

describe('diffLines', () => {
  it('tells what each line of a unified diff is', () => {
    const diff = '@@ -1,2 +1,2 @@\n spec:\n-  replicas: 1\n+  replicas: 2\n';
    expect(diffLines(diff)).toEqual([
      { kind: 'hunk', text: '@@ -1,2 +1,2 @@' },
      { kind: 'same', text: ' spec:' },
      { kind: 'removed', text: '-  replicas: 1' },
      { kind: 'added', text: '+  replicas: 2' },
    ]);
  });
});
