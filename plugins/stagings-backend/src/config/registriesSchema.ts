import { z } from 'zod';
import { list, section, text } from './fields';
import { RegistryConfig } from './types';

const HOST_FIX =
  'give the host as images name it, for example registry.example.com or localhost:5000';

const host = text(HOST_FIX)
  .toLowerCase()
  .regex(
    /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(:[0-9]{1,5})?$/,
    `must be a host, without scheme or path; ${HOST_FIX}`,
  );

const registry = section({
  host,
  username: text('give the name to sign in with').optional(),
  password: text('give the password or token to sign in with').optional(),
  insecure: z.boolean('must be true or false').default(false),
})
  .superRefine(({ username, password }, context) => {
    if ((username === undefined) === (password === undefined)) return;
    const missing = username === undefined ? 'username' : 'password';
    context.addIssue({
      code: 'custom',
      path: [missing],
      message:
        'is required; give username and password, or neither; if it names an environment variable, is that set?',
    });
  })
  .transform(
    ({ username, password, ...raw }): RegistryConfig => ({
      ...raw,
      ...(username !== undefined &&
        password !== undefined && { credentials: { username, password } }),
    }),
  );

/** `stagings.registries`. */
export const registriesSchema = list(registry)
  .superRefine((registries, context) => {
    registries.forEach((one, index) => {
      const first = registries.findIndex(other => other.host === one.host);
      if (first === index) return;
      context.addIssue({
        code: 'custom',
        path: [index, 'host'],
        message: `"${one.host}" is registries[${first}] too; remove one of them`,
      });
    });
  })
  .default([]);
