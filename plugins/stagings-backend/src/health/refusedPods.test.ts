import { isPassingRefusal } from './refusedPods';

it.each([
  [
    'Error creating: pods "web-6bdc4c8565-" is forbidden: error looking up service account shop/default: serviceaccount "default" not found',
    true,
  ],
  [
    'Error creating: pods "web-6bdc4c8565-" is forbidden: error looking up service account shop/builder: serviceaccount "builder" not found',
    false,
  ],
  ['Error creating: pods "web-1" is forbidden: exceeded quota: q', false],
])('%s passes by itself: %s', (text, passes) => {
  expect(isPassingRefusal(text)).toBe(passes);
});
