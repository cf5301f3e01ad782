import { parseKey, printKey } from './keyText';

describe('parseKey', () => {
  it.each([
    ['replicas', ['replicas']],
    ['image.tag', ['image', 'tag']],
    ['annotations.example\\.com/size', ['annotations', 'example.com/size']],
    ['path.C:\\\\temp', ['path', 'C:\\temp']],
    ['ключ.😀', ['ключ', '😀']],
  ])('reads %s, and printKey writes it', (text, path) => {
    expect(parseKey(text)).toEqual(path);
    expect(printKey(path)).toBe(text);
  });

  it.each(['', '.', 'a..b', 'a.', 'a\\'])('cannot read %j', text => {
    expect(parseKey(text)).toBeUndefined();
  });
});
