import { MASK, plainText, Redactor } from '.';

const SECRET = 'h4rd+to/guess?<"p&ss">';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a known value', () => {
  const redactor = new Redactor([SECRET]);

  it.each([
    ['as it is', SECRET],
    ['escaped for JSON', JSON.stringify({ password: SECRET })],
    [
      'escaped as Go does',
      SECRET.replace(
        /[<>&]/g,
        c => `\\u00${c.charCodeAt(0).toString(16)}`,
      ).replace(/"/g, '\\"'),
    ],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['URL-encoded in lower case', encodeURIComponent(SECRET).toLowerCase()],
    ['as base64', base64(SECRET)],
    ['inside of base64, one byte in', base64(`:${SECRET}:`)],
    ['inside of base64, two bytes in', base64(`u:${SECRET}!`)],
    ['inside of base64, three bytes in', base64(`me:${SECRET}#`)],
    ['as base64 for addresses', Buffer.from(SECRET).toString('base64url')],
  ])('is masked %s', (_, written) => {
    const redacted = redactor.text(`before ${written} after`);
    expect(redacted).toMatch(/^before .*•••• ?.* after$/);
    for (const form of [
      SECRET,
      encodeURIComponent(SECRET),
      base64(SECRET).slice(3, -4),
    ]) {
      expect(redacted).not.toContain(form);
    }
  });

  it('leaves nothing over where two values overlap', () => {
    const both = new Redactor(['abcdefgh', 'efghijkl']);
    expect(both.text('<abcdefghijkl>')).toBe(`<${MASK}>`);
  });

  it.each(['true', '5432', 'admin'])(
    'is not looked for when it is as short as %s',
    value => {
      expect(new Redactor([value]).text(`it is ${value}`)).toBe(
        `it is ${value}`,
      );
    },
  );

  it('is masked line by line', () => {
    const key = 'first line of it\nsecond line of it\n';
    const redactor2 = new Redactor([key]);
    expect(redactor2.text('a\nsecond line of it\nb')).toBe(`a\n${MASK}\nb`);
  });

  it('is masked in base64 that is broken into lines', () => {
    const long = 'correct horse battery staple '.repeat(8);
    const lines = base64(long)
      .match(/.{1,76}/g)!
      .join('\n');
    expect(new Redactor([long]).text(lines)).not.toMatch(/[A-Za-z0-9]{8}/);
  });

  it('is masked in a whole document, also where it names a field', () => {
    const document = {
      [SECRET]: [{ note: `is ${SECRET}`, count: 3, none: null }],
    };
    expect(redactor.deep(document)).toEqual({
      [MASK]: [{ note: `is ${MASK}`, count: 3, none: null }],
    });
  });
});

const REAL = `${'a1B2c3D4'.repeat(5)}`;

describe('what looks like a secret', () => {
  const redactor = new Redactor();

  it.each([
    ['GitHub', `ghp_${REAL}`],
    ['GitHub, fine-grained', `github_pat_${REAL}_${REAL}`],
    ['GitLab', `glpat-${REAL.slice(0, 20)}`],
    ['AWS, id of a key', 'AKIAIOSFODNN7EXAMPLE'],
    ['Google', `AIza${REAL.slice(0, 35)}`],
    ['Slack', 'xoxb-123456789012-abcdefghijkl'],
    ['npm', `npm_${REAL.slice(0, 36)}`],
    ['JSON Web Token', `eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlIn0.${REAL}`],
    [
      'private key',
      `-----BEGIN RSA PRIVATE KEY-----\n${REAL}\n${REAL}\n-----END RSA PRIVATE KEY-----`,
    ],
    ['private key that is cut off', `-----BEGIN PRIVATE KEY-----\n${REAL}`],
  ])('of %s is masked', (_, secret) => {
    expect(redactor.text(`got ${secret}`)).toBe(`got ${MASK}`);
  });

  it.each([
    [
      `postgres://shop:pa55w0rd@db:5432/shop`,
      `postgres://${MASK}@db:5432/shop`,
    ],
    [
      `https://${REAL}@git.example.com/a.git`,
      `https://${MASK}@git.example.com/a.git`,
    ],
    [`Authorization: Bearer ${REAL}`, `Authorization: Bearer ${MASK}`],
    [`authorization: Basic dXNlcjpwYXNz`, `authorization: Basic ${MASK}`],
    [`curl -H "PRIVATE-TOKEN: ${REAL}"`, `curl -H "PRIVATE-TOKEN: ${MASK}"`],
    [`GET /a?access_token=${REAL}&b=1`, `GET /a?access_token=${MASK}&b=1`],
    [`DB_PASSWORD=hunter22`, `DB_PASSWORD=${MASK}`],
    [`aws_secret_access_key = ${REAL}`, `aws_secret_access_key = ${MASK}`],
  ])('is masked in %s', (text, redacted) => {
    expect(redactor.text(text)).toBe(redacted);
  });

  it.each([
    'parameters.password: must be string',
    'cannot pull image shop:1.2.9: tag not found; push it or pick another version',
    'https://unpkg.com/react@18 is not reachable',
    'see https://shop-feature-a1b2c.stagings.example.com/path?q=1',
    'the token is not valid any more',
    'Bearer authentication failed',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '0c1f8a4e-6d0f-4a39-9c9b-2f3b1f0a7a55',
    'secret "missing-secret" not found',
  ])('is not seen in: %s', text => {
    expect(redactor.text(text)).toBe(text);
  });

  it.each([
    ['addresses', 'a://'.repeat(20_000)],
    ['addresses with a name', `https://${'a:'.repeat(30_000)}`],
    ['keys that do not end', '-----BEGIN PRIVATE KEY-----'.repeat(3_000)],
    ['tokens that do not end', 'eyJaaaaaaaa.'.repeat(8_000)],
    ['headers', 'authorization: '.repeat(6_000)],
    ['terminal sequences', '\u001b]'.repeat(40_000)],
  ])('is looked for in time among %s', (_, text) => {
    const since = performance.now();
    redactor.text(text);
    expect(performance.now() - since).toBeLessThan(2_000);
  });
});

describe('plainText', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a title', '\u001b]0;pwned\u0007text', 'text'],
    ['writing to the clipboard', 'a\u001b]52;c;cHduZWQ=\u001b\\b', 'ab'],
    [
      'a link',
      '\u001b]8;;http://evil.example\u001b\\shown\u001b]8;;\u001b\\',
      'shown',
    ],
    ['carriage returns', 'shown\rhidden\r\nnext', 'shownhidden\nnext'],
    ['backspaces', 'abc\b\b\bxyz', 'abcxyz'],
    ['sequences of eight bits', '\u009b31mred', 'red'],
    ['turned directions', 'user\u202egpj.exe', 'usergpj.exe'],
    ['an unfinished sequence', 'one\u001b]0;two\nthree', 'one\nthree'],
  ])('takes out %s', (_, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('leaves tabs, line feeds and words of any script', () => {
    const text = 'größer\t日本語\nעברית العربية 👩‍💻';
    expect(plainText(text)).toBe(text);
  });
});

describe('a stream', () => {
  async function through(redactor: Redactor, chunks: (string | Buffer)[]) {
    const stream = redactor.stream();
    const read = (async () => {
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(Buffer.from(part));
      return Buffer.concat(parts).toString();
    })();
    for (const chunk of chunks) stream.write(chunk);
    stream.end();
    return read;
  }

  it('masks a value across the border of two chunks', async () => {
    const chunks = ['it is hunter', '22-secret now\nnext\n'];
    await expect(
      through(new Redactor(['hunter22-secret']), chunks),
    ).resolves.toBe(`it is ${MASK} now\nnext\n`);
  });

  it('masks a private key that comes line by line', async () => {
    const lines = [
      'a\n',
      '-----BEGIN PRIVATE KEY-----\n',
      `${REAL}\n`,
      `${REAL}\n`,
      '-----END PRIVATE KEY-----\n',
      'b\n',
    ];
    await expect(through(new Redactor(), lines)).resolves.toBe(`a\n${MASK}b\n`);
  });

  it('goes on soon after a private key that never ends', async () => {
    const lines = [
      '-----BEGIN PRIVATE KEY-----\n',
      ...Array.from({ length: 250 }, (_, i) => `line ${i}\n`),
    ];
    await expect(through(new Redactor(), lines)).resolves.toMatch(
      /line 249\n$/,
    );
  });

  it('keeps characters whole that are cut between their bytes', async () => {
    const bytes = Buffer.from('größe\n');
    await expect(
      through(new Redactor(), [bytes.subarray(0, 3), bytes.subarray(3)]),
    ).resolves.toBe('größe\n');
  });

  it('lets a line of a megabyte go in parts, without the value that is cut', async () => {
    const value = 'secret-value-of-some-length';
    const text = `${'x'.repeat(65_000)}${value}`.repeat(16);
    const chunks = text.match(/[^]{1,16384}/g)!;
    const redacted = await through(new Redactor([value]), chunks);
    expect(redacted).toBe(`${'x'.repeat(65_000)}${MASK}`.repeat(16));
  });
});
