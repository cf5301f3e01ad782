import { job } from '../testing/manifests';
import { conditionsOf } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';

const { batch, create, eventuallyObject } = withNamespace();

it('completes a Job', async () => {
  await create(`${batch}/jobs`, job('good', 'tool:1'));
  const good = await eventuallyObject(
    `${batch}/jobs/good`,
    object => 'Complete' in conditionsOf(object),
  );
  expect(good.status).toMatchObject({
    succeeded: 1,
    completionTime: expect.any(String),
  });
});

it('fails a Job whose pods fail too often', async () => {
  await create(`${batch}/jobs`, job('bad', 'fail:1', { backoffLimit: 0 }));
  const bad = await eventuallyObject(
    `${batch}/jobs/bad`,
    object => 'Failed' in conditionsOf(object),
  );
  expect(conditionsOf(bad)).toEqual({
    FailureTarget: 'BackoffLimitExceeded',
    Failed: 'BackoffLimitExceeded',
  });
});
