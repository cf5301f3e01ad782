import { isIsolation, isolationObjects, podSecurityLabels } from '..';

/** The specifications of what is made, by kind. */
function specs(isolation: Parameters<typeof isolationObjects>[0]) {
  return Object.fromEntries(
    isolationObjects(isolation).map(({ object }) => [object.kind, object.spec]),
  );
}

it('makes nothing that nobody asks for', () => {
  expect(isolationObjects({})).toEqual([]);
});

it('makes what is asked for, under a name that says whose it is', () => {
  const objects = isolationObjects({
    quota: { pods: '20', 'requests.cpu': '4' },
    limits: { default: { memory: '512Mi' } },
    network: { fromAddresses: [] },
  });
  expect(
    objects.map(({ object: { kind, metadata } }) => [kind, metadata.name]),
  ).toEqual([
    ['ResourceQuota', 'backstage-stagings'],
    ['LimitRange', 'backstage-stagings'],
    ['NetworkPolicy', 'backstage-stagings'],
  ]);
  expect(objects.every(({ object }) => isIsolation(object))).toBe(true);
});

it('writes quota and limits as the cluster wants them', () => {
  expect(
    specs({ quota: { pods: '20' }, limits: { max: { cpu: '2' } } }),
  ).toEqual({
    ResourceQuota: { hard: { pods: '20' } },
    LimitRange: { limits: [{ type: 'Container', max: { cpu: '2' } }] },
  });
});

describe('the network policy', () => {
  function peers(network: {
    fromNamespaces?: string[];
    fromAddresses: string[];
  }) {
    const { NetworkPolicy } = specs({ network });
    expect(NetworkPolicy).toMatchObject({
      podSelector: {},
      policyTypes: ['Ingress'],
    });
    return NetworkPolicy;
  }

  it('keeps out other stagings alone, unless namespaces are named', () => {
    expect(peers({ fromAddresses: [] })).toMatchObject({
      ingress: [
        {
          from: [
            { podSelector: {} },
            {
              namespaceSelector: {
                matchExpressions: [
                  {
                    key: 'stagings.backstage.io/staging',
                    operator: 'DoesNotExist',
                  },
                ],
              },
            },
          ],
        },
      ],
    });
  });

  it('lets the named namespaces and addresses in', () => {
    expect(
      peers({
        fromNamespaces: ['ingress-nginx'],
        fromAddresses: ['10.0.0.0/8'],
      }),
    ).toMatchObject({
      ingress: [
        {
          from: [
            { podSelector: {} },
            {
              namespaceSelector: {
                matchExpressions: [
                  {
                    key: 'kubernetes.io/metadata.name',
                    operator: 'In',
                    values: ['ingress-nginx'],
                  },
                ],
              },
            },
            { ipBlock: { cidr: '10.0.0.0/8' } },
          ],
        },
      ],
    });
  });

  it('lets nobody in where the list is empty', () => {
    expect(peers({ fromNamespaces: [], fromAddresses: [] })).toMatchObject({
      ingress: [{ from: [{ podSelector: {} }] }],
    });
  });
});

it.each<[string, Parameters<typeof podSecurityLabels>[0], string, string]>([
  ['nothing', {}, 'baseline', 'baseline'],
  [
    'privileged containers',
    { allowPrivileged: true },
    'privileged',
    'privileged',
  ],
  [
    'levels of its own',
    { isolation: { podSecurity: { enforce: 'restricted' } } },
    'restricted',
    'restricted',
  ],
  [
    'a stricter warning',
    { isolation: { podSecurity: { warn: 'restricted' } } },
    'baseline',
    'restricted',
  ],
])(
  'a template with %s has its pods held to %s, warning of %s',
  (_, template, enforce, warn) => {
    expect(podSecurityLabels(template)).toEqual({
      'pod-security.kubernetes.io/enforce': enforce,
      'pod-security.kubernetes.io/warn': warn,
    });
  },
);
