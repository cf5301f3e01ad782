import { ConfigReader } from '@backstage/config';
import { component } from '../__testUtils__/fixtures';
import {
  ENABLED_ANNOTATION,
  isStageable,
  isStagingsAvailable,
  readTemplateSettings,
} from './templateSettings';

const entity = (kind: string, type: string, enabled?: string) => ({
  ...component,
  kind,
  metadata: {
    ...component.metadata,
    ...(enabled && { annotations: { [ENABLED_ANNOTATION]: enabled } }),
  },
  spec: { ...component.spec, type },
});

const templatesOf = (...entityFilters: (object | undefined)[]) =>
  readTemplateSettings(
    new ConfigReader({
      stagings: {
        templates: entityFilters.map((entityFilter, index) => ({
          name: `t${index}`,
          ...(entityFilter && { entityFilter }),
        })),
      },
    } as never),
  );

const services = {
  kind: 'component',
  'spec.type': { $in: ['service', 'website'] },
};
const workers = { 'spec.type': 'worker' };

describe('isStageable', () => {
  it.each([
    [
      'a filter that selects it',
      [services],
      entity('Component', 'website'),
      true,
    ],
    ['another filter', [services], entity('Component', 'library'), false],
    [
      'one of several',
      [services, workers],
      entity('Component', 'worker'),
      true,
    ],
    ['no filter', [services, undefined], entity('Component', 'library'), true],
    [
      'no filter, but of another kind',
      [undefined],
      entity('API', 'openapi'),
      false,
    ],
    ['no templates that a browser knows', [], entity('Component', 'x'), true],
    [
      'an annotation that hides',
      [services],
      entity('Component', 'service', 'false'),
      false,
    ],
    [
      'an annotation that shows',
      [services],
      entity('Component', 'library', 'true'),
      true,
    ],
  ])('goes by %s', (_, filters, subject, expected) => {
    expect(isStageable(templatesOf(...filters))(subject)).toBe(expected);
  });
});

describe('isStagingsAvailable', () => {
  it.each([
    ['Component', undefined, true],
    ['component', undefined, true],
    ['API', undefined, false],
    ['Component', 'false', false],
    ['API', 'true', true],
  ])('for a %s annotated %s is %s', (kind, enabled, expected) => {
    expect(isStagingsAvailable(entity(kind, 'x', enabled))).toBe(expected);
  });
});
