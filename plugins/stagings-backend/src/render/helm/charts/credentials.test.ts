import { registryFile, registryOf } from './credentials';

const credentials = { username: 'robot', password: 's3cret' };

it.each([
  ['registry.example.com', 'registry.example.com', true],
  ['registry.example.com', 'registry.example.com:5000', false],
  ['docker.io', 'registry-1.docker.io', true],
  ['registry-1.docker.io', 'docker.io', true],
  ['docker.io', 'example.com', false],
])('what is configured for %s is for %s: %s', (host, wanted, isFor) => {
  const registry = { host, insecure: false, credentials };
  expect(registryOf(wanted, [registry])).toBe(isFor ? registry : undefined);
});

it.each([
  ['registry.example.com', 'registry.example.com'],
  ['registry-1.docker.io', 'https://index.docker.io/v1/'],
])('signs in to %s under %s', (host, key) => {
  const auth = Buffer.from('robot:s3cret').toString('base64');
  expect(
    JSON.parse(registryFile(host, { host, insecure: false, credentials })),
  ).toEqual({ auths: { [key]: { auth } } });
});
