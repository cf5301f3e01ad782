import resource from './de';
import { messages } from './messages';
import { flatten } from './Translated';

const german: Record<string, unknown> = resource.messages;
const english = flatten(messages);
const variables = (text = '') => (text.match(/{{\w+}}/g) ?? []).sort();

describe('the German texts', () => {
  it('are of the same keys as the English ones', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(english))('fill in the same: %s', (key, text) => {
    expect(variables(String(german[key]))).toEqual(variables(text));
  });
});
