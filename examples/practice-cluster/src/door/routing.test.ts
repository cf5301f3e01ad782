import { Ingress } from '../model/objects';
import { routeOf } from './routing';

const ingress = (
  host: string | undefined,
  path: string,
  pathType: string,
  service: string,
) =>
  ({
    metadata: { namespace: 'n' },
    spec: {
      rules: [
        {
          host,
          http: {
            paths: [
              { path, pathType, backend: { service: { name: service } } },
            ],
          },
        },
      ],
    },
  } as unknown as Ingress);

const ingresses = [
  ingress('web.localhost', '/', 'Prefix', 'web'),
  ingress('web.localhost', '/api', 'Prefix', 'api'),
  ingress('web.localhost', '/exact', 'Exact', 'exact'),
  ingress('*.example.com', '/', 'Prefix', 'wild'),
];

describe('routeOf', () => {
  it.each([
    ['web.localhost', '/', 'web'],
    ['web.localhost', '/api/v1', 'api'],
    ['web.localhost', '/apiary', 'web'],
    ['web.localhost', '/exact', 'exact'],
    ['web.localhost', '/exact/more', 'web'],
    ['a.example.com', '/', 'wild'],
    ['a.b.example.com', '/', undefined],
    ['other.localhost', '/', undefined],
  ])('%s%s goes to %s', (host, path, service) => {
    expect(routeOf(ingresses, host, path)?.service).toBe(service);
  });
});
