import { asFormSchema, parameterErrors, uiSchemaOf } from './parameterSchema';

const schema = {
  type: 'object',
  required: ['version', 'token'],
  properties: {
    version: { type: 'string' },
    token: { type: 'string', writeOnly: true, minLength: 8 },
    data: { enum: ['empty', 'sample'] },
    region: { enum: ['a', 'b', 'c', 'd', 'e'] },
    mail: {
      type: 'object',
      properties: { password: { type: 'string', format: 'password' } },
    },
  },
};

describe('uiSchemaOf', () => {
  it('shows few choices at once and hides secrets, also nested ones', () => {
    expect(uiSchemaOf(schema)).toMatchObject({
      data: { 'ui:widget': 'radio' },
      token: { 'ui:widget': 'password' },
      mail: { password: { 'ui:widget': 'password' } },
    });
    expect(uiSchemaOf(schema).region).not.toHaveProperty('ui:widget');
  });
});

it('asks for no secret again that is set, and says so', () => {
  const secrets = ['token', 'mail.password'];
  expect(asFormSchema(schema, secrets).required).toEqual(['version']);
  expect(
    uiSchemaOf(schema, { paths: secrets, help: 'It is set' }),
  ).toMatchObject({
    token: { 'ui:help': 'It is set' },
    mail: { password: { 'ui:help': 'It is set' } },
  });
});

describe('parameterErrors', () => {
  it('puts what the server said at the parameters that it is about', () => {
    expect(
      parameterErrors({
        message: '',
        problems: [
          { field: 'parameters.mail.password', message: 'is too short' },
          { field: 'parameters', message: 'is not an object' },
          { field: 'branch', message: 'is no branch' },
        ],
      }),
    ).toEqual({
      __errors: ['is not an object'],
      mail: { password: { __errors: ['is too short'] } },
    });
  });
});
