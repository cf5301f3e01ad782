import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { Caller } from '../service/caller';
import { limitRates } from './limitRates';

/** A server that lets each caller, who is named in a header, ask twice a minute. */
function server() {
  const access = {
    authenticate: async (req: { headers: object }): Promise<Caller> => ({
      type: 'user',
      actor: (req.headers as { caller: string }).caller,
      credentials: mockCredentials.user(),
    }),
  };
  const app = express();
  app.use(limitRates(access, 2));
  app.get('/', (_req, res) => res.json({}));
  app.use(
    MiddlewareFactory.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    }).error(),
  );
  return (caller: string) => request(app).get('/').set('caller', caller);
}

it('tells who asks too often when to come again, and lets others through', async () => {
  const ask = server();
  expect((await ask('ann')).status).toBe(200);
  expect((await ask('ann')).status).toBe(200);

  const refused = await ask('ann');
  expect(refused.status).toBe(429);
  expect(Number(refused.get('Retry-After'))).toBeGreaterThan(0);
  expect(refused.body.error).toMatchObject({
    name: 'TooManyRequestsError',
    message: 'These are more than 2 requests in a minute; wait for a moment',
  });

  expect((await ask('bob')).status).toBe(200);
});
