export { MIN_LENGTH } from './forms';
export { plainText } from './plainText';
export { MASK, Redactor } from './Redactor';
export { redactedError } from './redactedError';
