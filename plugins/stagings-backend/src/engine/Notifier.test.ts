import { mockServices } from '@backstage/backend-test-utils';
import { Notifier } from './Notifier';

describe('Notifier', () => {
  const logger = mockServices.logger.mock();
  const publish = jest.fn();
  let notifier: Notifier;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.resetAllMocks();
    publish.mockResolvedValue(undefined);
    notifier = new Notifier({ publish }, logger);
  });
  afterEach(() => jest.useRealTimers());

  it('tells of a burst once, with nothing but the id', () => {
    notifier.notify('one');
    notifier.notify('one');
    notifier.notify('two');
    jest.runAllTimers();

    expect(publish.mock.calls).toEqual(
      ['one', 'two'].map(stagingId => [
        {
          channel: 'stagings',
          recipients: { type: 'broadcast' },
          message: { stagingId },
        },
      ]),
    );
  });

  it('tells again of what changes later', () => {
    notifier.notify('one');
    jest.runAllTimers();
    notifier.notify('one');
    jest.runAllTimers();

    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('lives on when a signal is not sent', async () => {
    publish.mockRejectedValue(new Error('no signals backend'));
    notifier.notify('one');
    await jest.runAllTimersAsync();

    expect(logger.debug).toHaveBeenCalledWith(
      expect.stringContaining('no signals backend'),
    );
  });

  it('says nothing any more once it is stopped', () => {
    notifier.notify('one');
    notifier.stop();
    jest.runAllTimers();

    expect(publish).not.toHaveBeenCalled();
  });
});
